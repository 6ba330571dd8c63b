// Builds constant tables from rows, and checks the rows: SLUICE_REGISTRY passes its rows, one call a row, and gets
// arrays of exact size. Used only at compile time, in two passes over the same rows: count, then fill.
#pragma once

#include "../base/hash.hpp"
#include "../base/suggest.hpp"
#include "mistakes.hpp"
#include "tables.hpp"

namespace sluice::detail {

/// Finds rows by name: a hash table with open addressing. Comparing all pairs of names would noticeably slow down the
/// compilation of every file with a large registry.
template <size_t Rows>
class row_finder {
public:
    static constexpr size_t none = static_cast<size_t>(-1);

    /// Returns the row that already has the name; or assigns the name to this row, and returns `none`.
    constexpr size_t claim(text_view name, size_t row) noexcept {
        size_t const slot = find_slot(name);
        if (rows_[slot] != 0) return rows_[slot] - 1;
        names_[slot] = name;
        rows_[slot] = row + 1;
        return none;
    }
    [[nodiscard]] constexpr size_t find(text_view name) const noexcept { return rows_[find_slot(name)] - 1; }

private:
    static constexpr size_t slots = 2 * Rows + 1;
    size_t rows_[slots] = {};  // index plus one; 0: free
    text_view names_[slots] = {};

    constexpr size_t find_slot(text_view name) const noexcept {
        auto slot = static_cast<size_t>(hash_of(name) % slots);
        while (rows_[slot] != 0 && !(names_[slot] == name)) slot = (slot + 1) % slots;
        return slot;
    }
};

/// A row's names in C++: its own and, for an artifact, its component's.
struct identifiers {
    text_view row;
    text_view component;
};

class table_builder {
public:
    constexpr explicit table_builder(text_view root) noexcept : root_(root) {}

    // The destinations of the rows; unused while rows are only counted.
    bool fills = false;
    component_row* components = nullptr;
    artifact_row* artifacts = nullptr;
    text_view* loggers = nullptr;
    identifiers* names = nullptr;  // of the components, then of the artifacts

    size_t component_count = 0;
    size_t artifact_count = 0;
    size_t logger_count = 0;
    size_t spelled_count = 0;  // characters of "root.name"

    template <class... Options>
    constexpr void component(text_view name, text_view description, Options const&... options) noexcept {
        component_row row{};
        row.name = name;
        row.description = description;
        row.first_logger = static_cast<unsigned>(logger_count);
        (apply(row, options), ...);  // loggers(...) appends to the loggers
        row.logger_count = static_cast<unsigned>(logger_count) - row.first_logger;
        if (row.logger_count == 0) {  // "root.name", which table_storage composes
            add_logger({});
            spelled_count += root_.size() + 1 + row.name.size();
        }
        if (fills) {
            components[component_count] = row;
            names[component_count] = {name, {}};
        }
        ++component_count;
    }
    template <class... Options>
    constexpr void artifact(text_view name, text_view component_name, text_view description,
                            Options const&... options) noexcept {
        if (fills) {
            artifact_row row{};
            row.name = name;
            row.description = description;
            (apply(row, options), ...);
            artifacts[artifact_count] = row;
            names[component_count + artifact_count] = {name, component_name};
        }
        ++artifact_count;
    }

private:
    text_view root_;

    constexpr void add_logger(text_view name) noexcept {
        if (fills) loggers[logger_count] = name;
        ++logger_count;
    }
    static constexpr void apply(component_row& row, hidden_option) noexcept { row.hidden = true; }
    static constexpr void apply(artifact_row& row, hidden_option) noexcept { row.hidden = true; }
    static constexpr void apply(component_row& row, named_option name) noexcept { row.name = name.value; }
    static constexpr void apply(artifact_row& row, named_option name) noexcept { row.name = name.value; }
    template <size_t Count>
    constexpr void apply(component_row&, loggers_option<Count> const& added) noexcept {
        for (text_view name : added.values) add_logger(name);
    }
    static constexpr void apply(artifact_row& row, off_by_default_option) noexcept { row.off_by_default = true; }
    static constexpr void apply(artifact_row& row, at_option at) noexcept { row.at = at.value; }
    static constexpr void apply(artifact_row& row, logger_option name) noexcept { row.logger = name.value; }
    static constexpr void apply(artifact_row& row, format_option text) noexcept { row.format = text.value; }
};

// Every stage is a variable template over the class that SLUICE_REGISTRY makes (Rows), because only a complete class
// can be evaluated.

template <class Rows>
inline constexpr table_builder table_sizes = [] {
    table_builder counted{Rows::root};
    Rows::describe(counted);
    return counted;
}();

/// Storage for the rows.
template <class Rows>
struct table_rows {
    static constexpr size_t component_count = table_sizes<Rows>.component_count;
    static constexpr size_t artifact_count = table_sizes<Rows>.artifact_count;
    static constexpr size_t row_count = component_count + artifact_count;

    component_row components[component_count + 1] = {};
    artifact_row artifacts[artifact_count + 1] = {};
    text_view loggers[table_sizes<Rows>.logger_count + 1] = {};
};

/// The rows as described, the index of each by its name in C++, and its problem, if any. Discarded before run time.
template <class Rows>
struct table_draft : table_rows<Rows> {
    using sizes = table_rows<Rows>;

    row_finder<sizes::row_count> by_identifier{};
    declaring problems[sizes::row_count + 1] = {};  // one for each row, components first
    identifiers names[sizes::row_count + 1] = {};

    constexpr table_draft() noexcept {
        table_builder builder{Rows::root};
        builder.fills = true;
        builder.components = this->components;
        builder.artifacts = this->artifacts;
        builder.loggers = this->loggers;
        builder.names = names;
        Rows::describe(builder);

        row_finder<sizes::row_count> by_name;
        for (size_t i = 0; i < sizes::row_count; ++i) {
            size_t const same = by_identifier.claim(names[i].row, i);
            text_view name;
            if (i < sizes::component_count) {
                name = this->components[i].name;
                problems[i] = check(this->components[i]);
            } else {
                artifact_row& row = this->artifacts[i - sizes::component_count];
                name = row.name;
                problems[i] = check(row, names[i].component);
            }
            if (!is_plain_name(name) || name == "all" || name == "help") problems[i] = declaring::name_not_for_settings;
            size_t const other = by_name.claim(name, i);
            if (other != by_name.none) problems[other] = declaring::name_used_twice;
            if (same != by_identifier.none) problems[same] = declaring::row_declared_twice;
        }
    }

private:
    constexpr declaring check(component_row const& row) const noexcept {
        for (unsigned i = 0; i < row.logger_count; ++i)
            if (!is_logger_name(this->loggers[row.first_logger + i])) return declaring::bad_logger_name;
        return declaring::correct;
    }
    // Checks an artifact. Also sets the row's component.
    constexpr declaring check(artifact_row& row, text_view component) const noexcept {
        row.component = by_identifier.find(component);
        if (row.component >= table_rows<Rows>::component_count) return declaring::unknown_component;
        return row.logger.empty() || is_logger_name(row.logger) ? declaring::correct : declaring::bad_logger_name;
    }
};
template <class Rows>
inline constexpr table_draft<Rows> draft_of{};

/// The tables at run time: components with their loggers, artifacts with their home loggers.
template <class Rows>
struct table_storage : table_rows<Rows> {
    using sizes = table_rows<Rows>;

    char spelled[table_sizes<Rows>.spelled_count + 1] = {};  // all "root.name" texts

    constexpr table_storage() noexcept : table_rows<Rows>(draft_of<Rows>) {
        char* to = spelled;
        for (size_t i = 0; i < sizes::component_count; ++i) {
            component_row& row = this->components[i];
            if (row.logger_count != 0) continue;
            char const* const first = to;
            for (char c : Rows::root) *to++ = c;
            *to++ = '.';
            for (char c : row.name) *to++ = c;
            this->loggers[row.first_logger] = {first, static_cast<size_t>(to - first)};
            row.logger_count = 1;
        }
        for (artifact_row& row : this->artifacts)
            if (row.logger.empty() && row.component < sizes::component_count)
                row.logger = this->loggers[this->components[row.component].first_logger];
    }
};
template <class Rows>
SLUICE_DETAIL_HIDDEN inline constexpr table_storage<Rows> stored_tables{};

template <class Rows>
SLUICE_DETAIL_HIDDEN inline constexpr tables tables_of{Rows::key,
                                  Rows::root,
                                  Rows::environment,
                                  stored_tables<Rows>.components,
                                  table_rows<Rows>::component_count,
                                  stored_tables<Rows>.artifacts,
                                  table_rows<Rows>::artifact_count,
                                  stored_tables<Rows>.loggers};

/// The names that other copies of the registry search, whatever rows they have: of the registry, its variable and the
/// rows, each NUL-terminated, and an empty one.
template <class Rows>
struct SLUICE_DETAIL_HIDDEN listed_names {
    static constexpr size_t size = [] {
        size_t all = Rows::root.size() + Rows::environment.size() + 3;
        for (size_t i = 0; i < tables_of<Rows>.row_count(); ++i) all += tables_of<Rows>.row_at(i).name.size() + 1;
        return all;
    }();
    char text[size] = {};

    constexpr listed_names() noexcept {
        char* to = text;
        auto const add = [&to](text_view name) {
            for (char c : name) *to++ = c;
            ++to;
        };
        add(Rows::root);
        add(Rows::environment);
        for (size_t i = 0; i < tables_of<Rows>.row_count(); ++i) add(tables_of<Rows>.row_at(i).name);
    }
};
template <class Rows>
SLUICE_DETAIL_HIDDEN inline constexpr listed_names<Rows> names_of{};

/// Returns the index of a row among all rows, by its C++ name.
template <class Rows>
consteval size_t row_index(text_view name) noexcept {
    return draft_of<Rows>.by_identifier.find(name);
}

/// Returns the first mistake that shows only when all rows are known.
template <class Rows>
consteval mistake mistake_in_rows() noexcept {
    if (!is_variable_name(Rows::environment)) return mistake::of(declaring::bad_variable, Rows::environment);
    auto const& draft = draft_of<Rows>;
    for (size_t i = 0; i < draft.row_count; ++i) {
        if (draft.problems[i] == declaring::correct) continue;
        nearest_name nearest{draft.names[i].component};
        for (size_t c = 0; c < draft.component_count; ++c) nearest.consider(draft.names[c].row);
        return mistake::of(draft.problems[i], draft.names[i].row, nearest.found);
    }
    return {};
}

}  // namespace sluice::detail
