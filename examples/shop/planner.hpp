// From a query and the orders to a plan: what to test first, how to group, how to sort. Looks at a sample of the rows;
// running the plan is the executor's part.
#pragma once

#include "query.hpp"

namespace shop {

/// A condition, and the share of rows that it seems to keep.
struct filter {
    condition test;
    double keeps = 1;
};

struct plan {
    query wanted;
    std::string nothing;          // why no row can pass, if none can: there is no scan then
    std::vector<filter> filters;  // in the order to test them
    bool stops_at_limit = false;  // the scan does
    bool on_heap = false;         // only the first rows are put in order
    std::size_t orders = 0;       // in the table
    double passing = 0;           // rows, an estimate
    double results = 0;           // rows before the limit, an estimate
};

plan make_plan(query wanted, table const& orders);

}  // namespace shop
