#pragma once

#include <sluice/sluice.hpp>

SLUICE_REGISTRY(depot, "DEPOT_LOGS",
    (gate, "Opening and closing"),
    (list, gate, "Vehicles in the depot", off_by_default))
