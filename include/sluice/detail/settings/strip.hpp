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

enum class strip_fault : unsigned char { none, no_name, unknown_name, artifact_with_level, no_level, bad_level };

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

    /// Returns the fault of the entry, or none.
    [[nodiscard]] constexpr strip_fault fault() const noexcept {
        bool const has_value = entry.find('=') != entry.size();
        if (!is_logger_name(name)) return strip_fault::no_name;
        if (row == table_.row_count() && !(name == table_.root) && name.find('.') == name.size())
            return strip_fault::unknown_name;
        if (is_artifact()) return has_value ? strip_fault::artifact_with_level : strip_fault::none;
        if (!has_value) return strip_fault::no_level;
        for (level_name const& each : level_names)
            if (each.name == value) return strip_fault::none;
        return strip_fault::bad_level;
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

/// Characters as a template argument, so that compilers print them.
template <size_t Size>
struct literal {
    char characters[Size + 1] = {};

    constexpr explicit literal(text_view text) noexcept {
        for (size_t i = 0; i != Size; ++i) characters[i] = text[i];
    }
};

/// Returns the first entry with a fault, or the end.
[[nodiscard]] constexpr strip_reader first_bad_entry(text_view list, tables const& table) noexcept {
    strip_reader reader{list, table};
    while (reader.next() && reader.fault() == strip_fault::none) {
    }
    return reader;
}
template <strip_fault Fault, auto Entry>
struct strip_entry_check {
    static_assert(Fault != strip_fault::no_name,
                  "sluice: an entry of the strip list has no valid name; see the Entry of this template. The list is "
                  "-DSLUICE_STRIP_<registry>=artifact,component=level,...");
    static_assert(Fault != strip_fault::unknown_name,
                  "sluice: a name in the strip list is neither a component nor an artifact; see the Entry of this "
                  "template");
    static_assert(Fault != strip_fault::artifact_with_level,
                  "sluice: in a strip list an artifact takes no level; see the Entry of this template");
    static_assert(Fault != strip_fault::no_level,
                  "sluice: in a strip list a component takes the lowest level that is kept, as in reader=info, or "
                  "reader=off to keep none; see the Entry of this template");
    static_assert(Fault != strip_fault::bad_level,
                  "sluice: a level in a strip list is debug, info, warning, error, critical or off; see the Entry of "
                  "this template");
    static constexpr bool good = Fault == strip_fault::none;
};

template <class Rows>
consteval bool is_strip_list_good() noexcept {
    return first_bad_entry(Rows::strip, tables_of<Rows>).ended;
}

/// Fails to compile for a list with a fault, with a message that shows the entry.
template <class Rows, bool Good = is_strip_list_good<Rows>()>
struct strip_list_check {
    static constexpr bool good = true;
};
template <class Rows>
struct strip_list_check<Rows, false> {
    static constexpr strip_reader bad = first_bad_entry(Rows::strip, tables_of<Rows>);
    static constexpr bool good = strip_entry_check<bad.fault(), literal<bad.entry.size()>{bad.entry}>::good;
};

}  // namespace sluice::detail
