// the components and artifacts of shop
#pragma once
#include <sluice/sluice.hpp>

SLUICE_REGISTRY(shop, "SHOP_LOGS",
    // components
    (reader,   "Opening, decoding and checking order files")
    (planner,  "How a query will be run")
    (executor, "Running it"),
    // artifacts
    (plan_tree, planner,  "The chosen plan, one line per node")
    (row_dump,  executor, "Every row that passes a filter", off_by_default))
