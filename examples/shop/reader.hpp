// From an order file to a table. Knows nothing of queries.
#pragma once

#include "table.hpp"

namespace shop {

/// A bad line is skipped, with a warning. Throws std::runtime_error where the file as a whole is of no use.
table read_orders(std::string const& path);

}  // namespace shop
