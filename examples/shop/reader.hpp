// Reads an order file into a table. Independent of queries.
#pragma once

#include "table.hpp"

namespace shop {

/// Reads orders. Skips bad lines with a warning. Throws std::runtime_error if the file can't be read at all.
table read_orders(std::string const& path);

}  // namespace shop
