// Calls that are compiled out: SLUICE_STRIP_shop, a list of artifacts and of components with a level, parsed at compile
// time, at each call site. Pure functions of the list and the tables.
//
//   list  := "" | entry {"," entry}
//   entry := artifact | name=level     name: a component, a logger by its dotted name, or "all"
#pragma once

#include "../table/builder.hpp"

namespace sluice::detail {

/// Returns the value of a macro, given as text; empty if the text is the macro's own name, because it isn't defined.
[[nodiscard]] constexpr text_view defined_or_empty(text_view value, text_view macro) noexcept {
    return value == macro ? text_view{} : value;
}

/// Parses the entries of a list from left to right.
class strip_reader {
public:
    constexpr strip_reader(text_view list, tables const& table) noexcept
        : table_(table), rest_(list), is_last_(list.empty()) {}

    constexpr bool next() noexcept {
        ended = is_last_;
        if (ended) return false;
        entry = rest_.part(0, rest_.find(','));
        is_last_ = entry.size() == rest_.size();
        rest_ = rest_.part(entry.size() + 1);
        name = entry.part(0, entry.find('='));
        value = entry.part(name.size() + 1);
        if (name == "all") name = table_.root;
        row = table_.find(name);
        return true;
    }

    /// Returns the mistake in the entry, if any.
    [[nodiscard]] constexpr declaring fault() const noexcept {
        bool const has_value = entry.find('=') != entry.size();
        if (!is_logger_name(name)) return declaring::strip_no_name;
        if (row == table_.row_count() && !(name == table_.root) && name.find('.') == name.size())
            return declaring::strip_unknown_name;
        if (is_artifact()) return has_value ? declaring::strip_artifact_with_level : declaring::correct;
        if (!has_value) return declaring::strip_no_level;
        for (level_name const& each : level_names)
            if (each.name == value) return declaring::correct;
        return declaring::strip_bad_level;
    }
    [[nodiscard]] constexpr bool is_artifact() const noexcept {
        return row >= table_.component_count && row < table_.row_count();
    }
    /// Returns the lowest level that is kept.
    [[nodiscard]] constexpr level threshold() const noexcept {
        for (level_name const& known : level_names)
            if (known.name == value) return known.value;
        return level::debug;
    }

    text_view entry;
    text_view name;  // "all" is replaced by the root's name
    text_view value;
    size_t row = 0;  // or row_count()
    bool ended = false;

private:
    tables const& table_;
    text_view rest_;
    bool is_last_;
};

[[nodiscard]] constexpr bool strips_artifact(text_view list, tables const& table, text_view artifact) noexcept {
    for (strip_reader reader{list, table}; reader.next();)
        if (reader.name == artifact) return true;
    return false;
}

/// Returns the level below which the logger's messages are compiled out: by the entry of its nearest ancestor in the
/// dotted hierarchy, and the last of several.
[[nodiscard]] constexpr level strip_threshold(text_view list, tables const& table, text_view logger) noexcept {
    level threshold = level::debug;
    size_t nearest = 0;
    for (strip_reader reader{list, table}; reader.next();) {
        text_view const* name = &reader.name;
        size_t count = 1;
        if (reader.row < table.component_count) {
            component_row const& row = table.components[reader.row];
            name = table.loggers + row.first_logger;
            count = row.logger_count;
        }
        for (; count != 0; ++name, --count) {
            if (name->size() < nearest || !is_within(logger, *name)) continue;
            threshold = reader.threshold();
            nearest = name->size();
        }
    }
    return threshold;
}

/// The lowest level of each row's messages that the list leaves in the program; off for an artifact that it removes.
template <class Rows>
struct kept_levels {
    level of[table_rows<Rows>::row_count + 1] = {};

    constexpr kept_levels() noexcept {
        tables const& table = tables_of<Rows>;
        for (size_t i = 0; i < table.row_count(); ++i)
            of[i] = i < table.component_count
                        ? strip_threshold(Rows::strip, table, table.logger_of(table.components[i]))
                    : strips_artifact(Rows::strip, table, table.row_at(i).name) ? level::off
                                                                                : level::debug;
    }
};
template <class Rows>
SLUICE_DETAIL_HIDDEN inline constexpr kept_levels<Rows> kept_levels_of{};
/// The same; null if the list is empty.
template <class Rows, bool Any = !Rows::strip.empty()>
inline constexpr level const* kept_rows = nullptr;
template <class Rows>
inline constexpr level const* kept_rows<Rows, true> = kept_levels_of<Rows>.of;

/// Returns the first mistake in a list, with its entry.
[[nodiscard]] constexpr mistake strip_mistake(text_view list, tables const& table) noexcept {
    for (strip_reader reader{list, table}; reader.next();)
        if (reader.fault() != declaring::correct) return mistake::of(reader.fault(), reader.entry);
    return {};
}

}  // namespace sluice::detail
