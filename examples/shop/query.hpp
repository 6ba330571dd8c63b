// A query, and how it is read from text; shop --help describes the language. Knows the columns, but neither rows nor
// how they will be looked for.
#pragma once

#include "table.hpp"

namespace shop {

enum class function { none, count, sum, min, max, avg };

/// A column of the result: one of the table, or a function of it.
struct output {
    function apply = function::none;
    std::size_t of = 0;  // in columns; 0 for count(*)

    bool operator==(output const&) const = default;
    std::string name() const;
    kind holds() const;
};

struct condition {
    // A comparison is the outcomes that it accepts: <= is less | equal.
    static constexpr unsigned less = 1, equal = 2, more = 4;

    std::size_t of = 0;
    unsigned accepts = equal;
    value against;

    bool passes(value const& given) const;
    std::string text() const;
};

struct query {
    std::vector<output> outputs;
    std::size_t shown = 0;  // the outputs behind these are there to order by
    std::vector<condition> conditions;
    std::optional<std::size_t> group_by;
    std::optional<std::size_t> order_by;  // in outputs
    bool descending = false;
    std::optional<std::size_t> limit;

    bool aggregates() const;
};

/// What makes no sense, and where, in bytes.
struct query_error {
    std::string message;
    std::size_t at;
    std::size_t length;
};

/// Throws query_error.
query parse_query(std::string_view text);

}  // namespace shop
