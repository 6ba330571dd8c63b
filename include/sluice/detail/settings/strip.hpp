// What is compiled out: SLUICE_STRIP_shop, a list of artifacts and of components with a level, read at compile
// time. Pure functions of the list and the tables.
//
//   list  := "" | entry {"," entry}
//   entry := artifact | name=level     name: a component, a logger by its dotted name, or "all"
#pragma once

#include "../table/names.hpp"
#include "../table/tables.hpp"

namespace sluice::detail {

/// The value of a macro, given as text; empty where the text is the macro's own name, as it isn't defined.
[[nodiscard]] constexpr text_view defined_or_empty(text_view value, text_view macro) noexcept {
    return value == macro ? text_view{} : value;
}

enum class strip_fault : unsigned char { none, no_name, unknown_name, artifact_with_level, no_level, bad_level };

/// One entry of the list.
struct strip_entry {
    text_view text;   // all of it
    text_view name;   // "all" is the root's name already
    text_view value;  // behind the '=', or empty
    bool has_value;

    [[nodiscard]] constexpr level threshold() const noexcept {
        for (level_name const& known : level_names)
            if (known.name == value) return known.value;
        return level::debug;
    }
};

/// Calls on_entry(strip_entry) from left to right.
template <class OnEntry>
constexpr void for_each_strip_entry(text_view list, tables const& table, OnEntry&& on_entry) {
    for (bool more = !list.empty(); more;) {
        strip_entry entry{};
        size_t const comma = list.find(',');
        more = comma < list.size();
        entry.text = list.part(0, comma);
        size_t const equals = entry.text.find('=');
        entry.has_value = equals < entry.text.size();
        entry.name = entry.text.part(0, equals);
        entry.value = entry.text.part(equals + 1);
        if (entry.name == "all") entry.name = table.root;
        on_entry(entry);
        list = list.part(comma + 1);
    }
}

[[nodiscard]] constexpr bool strips_artifact(text_view list, tables const& table, text_view artifact) noexcept {
    bool found = false;
    for_each_strip_entry(list, table, [&](strip_entry const& entry) { found = found || entry.name == artifact; });
    return found;
}

/// Messages of the logger below this level are compiled out: the entry of the nearest ancestor by dots decides, the
/// last one where there are several.
[[nodiscard]] constexpr level strip_threshold(text_view list, tables const& table, text_view logger) noexcept {
    level threshold = level::debug;
    size_t nearest = 0;
    for_each_strip_entry(list, table, [&](strip_entry const& entry) {
        auto const consider = [&](text_view name) {
            if (name.size() < nearest || !is_within(logger, name)) return;
            threshold = entry.threshold();
            nearest = name.size();
        };
        for (size_t i = 0; i < table.component_count; ++i) {
            component_row const& row = table.components[i];
            if (row.name != entry.name) continue;
            for (unsigned j = 0; j < row.logger_count; ++j) consider(table.loggers[row.first_logger + j]);
            return;
        }
        consider(entry.name);
    });
    return threshold;
}

[[nodiscard]] constexpr strip_fault check_strip_entry(strip_entry const& entry, tables const& table) noexcept {
    if (!is_logger_name(entry.name)) return strip_fault::no_name;
    for (size_t i = 0; i < table.artifact_count; ++i)
        if (table.artifacts[i].name == entry.name)
            return entry.has_value ? strip_fault::artifact_with_level : strip_fault::none;
    bool known = entry.name == table.root || entry.name.find('.') < entry.name.size();
    for (size_t i = 0; i < table.component_count; ++i) known = known || table.components[i].name == entry.name;
    if (!known) return strip_fault::unknown_name;
    if (!entry.has_value) return strip_fault::no_level;
    for (level_name const& each : level_names)
        if (each.name == entry.value) return strip_fault::none;
    return strip_fault::bad_level;
}

/// Characters as a template argument, so that the compiler shows them.
template <size_t Size>
struct literal {
    char characters[Size + 1] = {};
};

/// What is wrong with the list, the first thing.
template <class Rows>
struct strip_problem {
    strip_fault fault = strip_fault::none;
    text_view entry;

    constexpr strip_problem() noexcept {
        for_each_strip_entry(Rows::strip, tables_of<Rows>, [this](strip_entry const& each) {
            if (fault != strip_fault::none) return;
            fault = check_strip_entry(each, tables_of<Rows>);
            entry = each.text;
        });
    }
};

template <strip_fault Fault, auto Entry>
struct strip_entry_check {
    static_assert(Fault != strip_fault::no_name,
                  "sluice: an entry of the strip list has no proper name; see the Entry of this template. The list is "
                  "-DSLUICE_STRIP_<registry>=artifact,component=level,...");
    static_assert(Fault != strip_fault::unknown_name,
                  "sluice: the strip list names what is neither a component nor an artifact; see the Entry of this "
                  "template");
    static_assert(Fault != strip_fault::artifact_with_level,
                  "sluice: in a strip list an artifact stands alone, without a level; see the Entry of this template");
    static_assert(Fault != strip_fault::no_level,
                  "sluice: in a strip list a component takes the lowest level that is kept, as in reader=info, or "
                  "reader=off to keep none; see the Entry of this template");
    static_assert(Fault != strip_fault::bad_level,
                  "sluice: a level in a strip list is debug, info, warning, error, critical or off; see the Entry of "
                  "this template");
    static constexpr bool good = Fault == strip_fault::none;
};

template <class Rows>
consteval bool strip_list_is_good() noexcept {
    return strip_problem<Rows>{}.fault == strip_fault::none;
}

/// Says what is wrong, and with which entry.
template <class Rows>
consteval bool explain_strip_list() noexcept {
    constexpr strip_problem<Rows> problem;
    constexpr size_t size = problem.fault == strip_fault::none ? 0 : problem.entry.size();
    constexpr auto entry = [] {
        literal<size> copy;
        for (size_t i = 0; i != size; ++i) copy.characters[i] = strip_problem<Rows>{}.entry[i];
        return copy;
    }();
    return strip_entry_check<problem.fault, entry>::good;
}

}  // namespace sluice::detail
