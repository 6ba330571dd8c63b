// The program's other source file, which declares the registry without the first component.
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(core, "CORE_LOGS",
    (io, "Input and output")
    (queue, "Waiting requests"),
    (io_map, io, "Open files"))
// clang-format on

void log_other() {
    SLUICE_DEBUG(core::io, "other's io");
    SLUICE_DEBUG(core::queue, "other's queue");
    SLUICE_ARTIFACT(core::io_map, "other's io_map");
}
