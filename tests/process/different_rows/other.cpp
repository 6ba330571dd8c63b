// The program's other source file: without the component that comes first in the other.
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(core, "CORE_LOGS",
    (io, "Input and output")
    (queue, "What waits"),
    (io_map, io, "What is open"))
// clang-format on

void log_other() {
    SLUICE_DEBUG(core::io, "other's io");
    SLUICE_DEBUG(core::queue, "other's queue");
    SLUICE_ARTIFACT(core::io_map, "other's io_map");
}
