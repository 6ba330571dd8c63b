#pragma once

#include <sluice/sluice.hpp>

SLUICE_REGISTRY(depot, "DEPOT_LOGS",
    (gate, "Opening and closing"),
    (list, gate, "Who is in", off_by_default))
