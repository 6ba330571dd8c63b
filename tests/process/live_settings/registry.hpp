// The registry of the test program of tests/process/live_settings/run, and of its library.
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(live, "LIVE_LOGS",
    (net, "The network")
    (disk, "The disk"),
    (graph, net, "Something to show")
    (rows, disk, "Every row", off_by_default))
// clang-format on
