// Runs a plan to get the rows that answer the query. Makes no choices.
#pragma once

#include "planner.hpp"

namespace shop {

/// Runs a plan. Each row has the query's outputs in order, followed by values that only the executor uses.
table run_plan(plan const& chosen, table const& orders);

}  // namespace shop
