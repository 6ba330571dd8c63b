// A registry's tables as one constexpr object, and the checks on them. From here on rows are only read.
#pragma once

#include "../base/hash.hpp"
#include "builder.hpp"
#include "names.hpp"

namespace sluice::detail {

/// The tables as the settings flow sees them: a view, the same type for every registry.
struct tables {
    text_view root;         // the registry's name, and its root logger's
    text_view environment;  // the environment variable
    component_row const* components;
    size_t component_count;
    artifact_row const* artifacts;
    size_t artifact_count;
    text_view const* loggers;

    /// Any row: components come first.
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr row const& row_at(size_t i) const noexcept {
        if (i < component_count) return components[i];
        return artifacts[i - component_count];
    }
    /// The logger that a component's own messages go through.
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr text_view logger_of(component_row const& row) const noexcept {
        return loggers[row.first_logger];
    }
};

// Every stage is a variable template over the class that SLUICE_REGISTRY makes (Rows), as only a complete
// class can be evaluated.

template <class Rows>
inline constexpr table_builder table_sizes = [] {
    table_builder counted{Rows::root};
    Rows::describe(counted);
    return counted;
}();

template <size_t Count>
struct characters {
    char of[Count + 1] = {};
};

template <class Rows>
inline constexpr auto table_characters = [] {
    characters<table_sizes<Rows>.spelt_count> made;
    table_builder builder{Rows::root};
    builder.now = table_builder::pass::spell;
    builder.spell_to = made.of;
    Rows::describe(builder);
    return made;
}();

/// Finds rows by name: a hash table with open addressing. Comparing each name with each would show in the time
/// that every file with a large registry takes to compile.
template <size_t Capacity>
class row_finder {
public:
    static constexpr size_t none = static_cast<size_t>(-1);

    /// The row that has the name already, or `none` and it is this one's from now on.
    constexpr size_t claim(text_view name, size_t row) noexcept {
        size_t const slot = find_slot(name);
        if (rows_[slot] != 0) return rows_[slot] - 1;
        names_[slot] = name;
        rows_[slot] = row + 1;
        return none;
    }
    [[nodiscard]] constexpr size_t find(text_view name) const noexcept { return rows_[find_slot(name)] - 1; }

private:
    static constexpr size_t places = 2 * Capacity + 1;
    size_t rows_[places] = {};  // plus one; 0 is a free slot
    text_view names_[places] = {};

    constexpr size_t find_slot(text_view name) const noexcept {
        auto slot = static_cast<size_t>(hash_of(name) % places);
        while (rows_[slot] != 0 && !(names_[slot] == name)) slot = (slot + 1) % places;
        return slot;
    }
};

template <class Rows>
struct table_storage {
    static constexpr size_t component_count = table_sizes<Rows>.component_count;
    static constexpr size_t artifact_count = table_sizes<Rows>.artifact_count;
    static constexpr size_t rows = component_count + artifact_count;

    component_row components[component_count + 1] = {};
    artifact_row artifacts[artifact_count + 1] = {};
    text_view loggers[table_sizes<Rows>.logger_count + 1] = {};

    constexpr table_storage() noexcept {
        identifiers names[rows + 1] = {};
        table_builder builder{Rows::root};
        builder.now = table_builder::pass::fill;
        builder.components = components;
        builder.artifacts = artifacts;
        builder.loggers = loggers;
        builder.names = names;
        builder.spelt = table_characters<Rows>.of;
        Rows::describe(builder);
        for (size_t i = 0; i < rows; ++i) by_identifier.claim(names[i].row, i);
        for (size_t i = 0; i < artifact_count; ++i) {
            artifact_row& row = artifacts[i];
            row.component = by_identifier.find(names[component_count + i].component);
            if (row.component < component_count && row.logger.empty())
                row.logger = loggers[components[row.component].first_logger];
        }
    }

    row_finder<rows> by_identifier{};
};

template <class Rows>
inline constexpr table_storage<Rows> stored_tables{};

template <class Rows>
inline constexpr tables tables_of{Rows::root,
                                  Rows::environment,
                                  stored_tables<Rows>.components,
                                  table_sizes<Rows>.component_count,
                                  stored_tables<Rows>.artifacts,
                                  table_sizes<Rows>.artifact_count,
                                  stored_tables<Rows>.loggers};

}  // namespace sluice::detail
