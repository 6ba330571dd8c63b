// What can be wrong with a registry's rows, found at compile time. The macros turn each problem into a message
// that names the row.
#pragma once

#include "../output/line_format.hpp"
#include "names.hpp"
#include "tables.hpp"

namespace sluice::detail {

enum class row_problem : unsigned char {
    none,
    duplicate_name,
    bad_name,
    taken_identifier,
    bad_logger,
    bad_format,
    unknown_component
};

/// One verdict a row, components first.
template <class Rows>
struct table_problems {
    static constexpr size_t components = table_sizes<Rows>.component_count;
    static constexpr size_t rows = components + table_sizes<Rows>.artifact_count;

    row_problem of[rows + 1] = {};

    constexpr table_problems() noexcept {
        table_storage<Rows> const& table = stored_tables<Rows>;
        row_finder<rows> by_name;
        for (size_t i = 0; i < rows; ++i) {
            bool const is_component = i < components;
            text_view const name = is_component ? table.components[i].name : table.artifacts[i - components].name;
            of[i] = !is_plain_name(name) || name == "all" || name == "help" ? row_problem::bad_name
                    : is_component ? component_problem(table, table.components[i])
                                   : artifact_problem(table.artifacts[i - components]);
            size_t const other = by_name.claim(name, i);
            if (other != row_finder<rows>::none) of[i] = of[other] = row_problem::duplicate_name;
        }
        size_t const logs = table.by_identifier.find("logs");
        if (logs < rows) of[logs] = row_problem::taken_identifier;
    }

private:
    static constexpr row_problem component_problem(table_storage<Rows> const& table,
                                                   component_row const& row) noexcept {
        for (unsigned i = 0; i < row.logger_count; ++i)
            if (!is_logger_name(table.loggers[row.first_logger + i])) return row_problem::bad_logger;
        return row_problem::none;
    }
    static constexpr row_problem artifact_problem(artifact_row const& row) noexcept {
        if (row.component >= components) return row_problem::unknown_component;
        if (!is_logger_name(row.logger)) return row_problem::bad_logger;
        line_format_reader reader{row.format};
        return row.format.empty() || check_line_format(reader) == line_fault::none ? row_problem::none
                                                                                   : row_problem::bad_format;
    }
};

template <class Rows>
inline constexpr table_problems<Rows> problems_of{};

/// The place of a row among all rows, by its C++ name.
template <class Rows>
consteval size_t row_index(text_view name) noexcept {
    return stored_tables<Rows>.by_identifier.find(name);
}

template <class Rows>
consteval bool lacks(size_t row, row_problem problem) noexcept {
    return problems_of<Rows>.of[row] != problem;
}

}  // namespace sluice::detail
