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
    "$A is not allowed in a name: names are letters, digits, '_' and '.', separated by commas",
    "$B is not a logger's name: its parts are joined by single dots",
    "there is no component or artifact $B; ",
    "\"help\" or \"+help\" must be the whole setting",
    "a sign and a level can't be combined: write $D",
    "$E is not a level; ",
    "$B is an artifact: it can be set to on or off",
};

/// Appends the message for the fault of the directive last read. `suggests` adds the nearest name, which takes a search
/// of all names.
SLUICE_DETAIL_COLD constexpr void append_fault(buffer& out, settings_parser const& parser, bool suggests) noexcept {
    text_view const values[] = {parser.place, parser.name, parser.whole, parser.whole.part(1), parser.value};
    append_filled(out, fault_sentences[static_cast<unsigned char>(parser.fault)], values);

    bool const about_level = parser.fault == settings_fault::not_a_level;
    if (!about_level && parser.fault != settings_fault::unknown_name) return;
    nearest_name nearest{about_level ? parser.value : parser.name};
    if (suggests && about_level)
        for (level_name const& each : level_names) nearest.consider(each.name);
    if (suggests && !about_level) {
        for (size_t i = 0; i < parser.table.row_count(); ++i) nearest.consider(parser.table.row_at(i).name);
        nearest.consider("all");
        nearest.consider("help");
    }
    text_view const hints[] = {nearest.found, parser.table.environment};
    append_filled(out,
                  !hints[0].empty() ? "did you mean $A?"
                  : about_level     ? "use debug, info, warning, error, critical or off"
                                    : "$b=help lists them",
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
