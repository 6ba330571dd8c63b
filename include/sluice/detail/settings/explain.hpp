// Error messages for settings: for a fault, a message with the text, a caret and the nearest name. Pure.
#pragma once

#include "../base/suggest.hpp"
#include "parse.hpp"

namespace sluice::detail {

// The message for each fault, in the order of settings_fault. a is the place, b the directive's name, c the directive,
// d the directive without its sign, e its value.
SLUICE_DETAIL_HIDDEN inline constexpr text_view fault_sentences[] = {
    "",
    "a name is missing here: names are separated by single commas",
    "$C has no name in it",
    "only one sign is allowed before a name",
    "white space inside a directive: separate names with commas",
    "$A is not allowed in a name; ",
    "$B is not a logger's name: its parts are joined by single dots",
    "there is no component or artifact $B; ",
    "\"help\" or \"+help\" must be the whole setting",
    "a sign and a level can't be combined: write $D",
    "$E is not a level; ",
    "$B is an artifact: it can be set to on or off",
};

[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool has_space(text_view text) noexcept {
    for (char c : text)
        if (is_space(c)) return true;
    return false;
}

/// Appends the message for the fault of the directive last read. `suggests` adds the nearest name, which takes a search
/// of all names.
SLUICE_DETAIL_COLD constexpr void append_fault(buffer& out, settings_parser const& parser, bool suggests) noexcept {
    text_view const values[] = {parser.place, parser.name, parser.whole, parser.whole.part(1), parser.value};
    append_filled(out, fault_sentences[static_cast<unsigned char>(parser.fault)], values);

    bool const is_about_level = parser.fault == settings_fault::not_a_level;
    bool const is_about_name = parser.fault == settings_fault::unknown_name;
    if (!is_about_level && !is_about_name && parser.fault != settings_fault::bad_character) return;
    nearest_name nearest{is_about_level ? parser.value : parser.name};
    if (suggests && is_about_level)
        for (level_name const& each : level_spellings) nearest.consider(each.name);
    if (suggests && !is_about_level) {
        text_view beginning;  // the only row whose name begins so
        for (size_t i = 0; i < parser.table.row_count(); ++i) {
            text_view const row = parser.table.row_at(i).name;
            nearest.consider(row);
            if (parser.name.size() > 1 && row.starts_with(parser.name)) beginning = beginning.empty() ? row : parser.name;
        }
        nearest.consider("all");
        nearest.consider("help");
        if (nearest.found.empty() && beginning.size() > parser.name.size()) nearest.found = beginning;
    }
    size_t const colon = parser.name.find(':');
    text_view const hints[] = {nearest.found, parser.table.environment, parser.name.part(0, colon),
                               parser.name.part(colon + 1), parser.name};
    bool on = false;
    bool const is_switch = read_on_or_off(is_about_level ? parser.value : parser.name, on);
    level at = level::off;
    append_filled(out,
                  is_about_level && is_switch                   ? "write $e (info) or +$e (debug)"
                  : is_about_level && has_space(parser.value)   ? "separate directives with commas"
                  : is_about_name && is_switch                  ? "write all (info) or +all (debug)"
                  : !nearest.found.empty()                      ? "did you mean $A?"
                  : is_about_level                              ? "use debug, info, warning, error, critical or off"
                  : is_about_name                               ? "$b=help lists them"
                  : hints[3].starts_with(":")                   ? "names are joined by dots"
                  : read_threshold(hints[3], at)                ? "write $c=$d"
                                              : "names are letters, digits, '_' and '.', separated by commas",
                  hints);
}

/// Appends the whole message, three lines: the origin of the settings and the fault, the part of the settings around
/// the place, and a caret under it.
SLUICE_DETAIL_COLD constexpr void explain(buffer& out, settings_parser const& parser, text_view origin,
                                          bool suggests = true) noexcept {
    out.append("sluice: ");
    out.append(origin);
    out.append(": ");
    append_fault(out, parser, suggests);
    out.append('\n');
    append_place(out, parser.text, static_cast<size_t>(parser.place.data() - parser.text.data()), parser.place.size());
}

}  // namespace sluice::detail
