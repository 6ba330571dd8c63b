// The registry of the test program held_back and of its library, which has calls of its own.
#pragma once

#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(held, "HELD_LOGS",
    (body, "Calls with limits")
    (other, "Others"),
    (rows, body, "Rows"))
// clang-format on
