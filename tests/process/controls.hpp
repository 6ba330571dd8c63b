// The registry of controls.cpp and controls_other.cpp.
#pragma once
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(net, "NET_LOGS",
    (read,  "Reading")
    (write, "Writing"),
    (graph, read, "What is connected")
    (graph_code, read, "What is made of it", off_by_default))
// clang-format on

void log_in_other_file(int i);
