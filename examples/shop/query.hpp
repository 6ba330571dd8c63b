// Parses queries; shop --help describes the language. Knows the columns, but neither rows nor
// plans.
#pragma once

#include "table.hpp"

namespace shop {

enum class function { none, count, sum, min, max, avg };

/// A column of the result: a column of the table, or a function of one.
struct output {
    function apply = function::none;
    std::size_t of = 0;  // index in columns; 0 for count(*)

    bool operator==(output const&) const = default;
    std::string name() const;
    kind holds() const;
};

struct condition {
    // A comparison is a set of accepted outcomes: <= is less | equal.
    static constexpr unsigned less = 1, equal = 2, more = 4;

    std::size_t of = 0;
    unsigned accepts = equal;
    value against;

    bool passes(value const& given) const;
    std::string text() const;
};

struct query {
    std::vector<output> outputs;
    std::size_t shown = 0;  // outputs after these are only for ordering
    std::vector<condition> conditions;
    std::optional<std::size_t> group_by;
    std::optional<std::size_t> order_by;  // index in outputs
    bool descending = false;
    std::optional<std::size_t> limit;

    bool aggregates() const;
};

/// An error in a query, with its offset and length in bytes.
struct query_error {
    std::string message;
    std::size_t at;
    std::size_t length;
};

/// Parses a query. Throws query_error.
query parse_query(std::string_view text);

}  // namespace shop
