// A library that declares the registry with other rows.
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(core, "CORE_LOGS",
    (mem, "Memory"),
    (mem_map, mem, "Allocated blocks"))
// clang-format on

extern "C" __attribute__((visibility("default"))) void mem_log() {
    SLUICE_DEBUG(core::mem, "library's mem");
    SLUICE_ERROR(core::mem, "library's error");
    SLUICE_ARTIFACT(core::mem_map, "library's mem_map");
}
