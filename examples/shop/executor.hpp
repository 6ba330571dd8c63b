// From a plan to the rows that answer the query. Decides nothing.
#pragma once

#include "planner.hpp"

namespace shop {

/// A row of the answer holds the query's outputs in their order; what is behind them is the executor's own.
table run_plan(plan const& chosen, table const& orders);

}  // namespace shop
