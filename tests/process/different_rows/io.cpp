// A library that declares the first version of the registry.
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(core, "CORE_LOGS",
    (io, "Input and output"),
    (io_map, io, "Open files"))
// clang-format on

extern "C" __attribute__((visibility("default"))) void io_log() {
    SLUICE_DEBUG(core::io, "library's io");
    SLUICE_ARTIFACT(core::io_map, "library's io_map");
}
