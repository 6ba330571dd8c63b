// Makes a plan for a query: the order of filters, grouping and sorting. Uses a sample of the rows.
// The executor runs the plan.
#pragma once

#include "query.hpp"

namespace shop {

/// A condition, and the estimated share of rows that pass it.
struct filter {
    condition test;
    double keeps = 1;
};

struct plan {
    query wanted;
    std::string nothing;          // the reason why no row can pass, or empty; if set, nothing is scanned
    std::vector<filter> filters;  // in the order of evaluation
    bool stops_at_limit = false;  // the scan stops at the limit
    bool on_heap = false;         // sorts only the first rows
    std::size_t orders = 0;       // rows in the table
    double passing = 0;           // estimated rows after the filters
    double results = 0;           // estimated rows before the limit
};

plan make_plan(query wanted, table const& orders);

}  // namespace shop
