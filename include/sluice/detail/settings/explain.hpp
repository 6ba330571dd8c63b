// Settings, when they are wrong: a problem into a message with the text, a caret and the nearest name.
// Pure; writes to anything that has append(text_view).
#pragma once

#include "../base/suggest.hpp"
#include "../table/tables.hpp"
#include "plan.hpp"

namespace sluice::detail {

/// The name nearest to a mistyped one, of components and artifacts or of levels.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr text_view nearest_name(text_view typed, tables const& table,
                                                                  bool among_levels) noexcept {
    size_t const rows = table.component_count + table.artifact_count;
    return nearest_of(typed, among_levels ? sizeof level_names / sizeof *level_names : rows + 2, [&](size_t i) {
        return among_levels ? level_names[i].name
               : i < rows   ? table.row_at(i).name
                            : text_view{i == rows ? "all" : "help"};
    });
}

// The sentence for each fault, in the order of settings_fault. $P is the place, quoted; $N the directive's name, $D
// the directive, $W the directive without its sign; $S a suggestion.
SLUICE_DETAIL_HIDDEN inline constexpr text_view fault_sentences[] = {
    "a name is missing here: names are separated by single commas",
    "$D has no name in it",
    "one sign before a name is enough",
    "white space inside a directive: separate names with commas",
    "$P can't stand in a name: names are letters, digits, '_' and '.', separated by commas",
    "$N is not a logger's name: its parts are joined by single dots",
    "there is no component or artifact $N; $S",
    "\"help\" or \"+help\" must be the whole setting",
    "a sign and a level exclude each other: write $W",
    "$P is not a level; $S",
    "$N is an artifact: it can be set to on or off",
};

/// The sentence alone, without the place. `suggests`: the nearest name, for which all names are looked at.
template <class Out>
SLUICE_DETAIL_COLD constexpr void explain_problem(Out& out, settings_problem const& problem, text_view settings,
                                                  tables const& table, bool suggests = true) {
    text_view const place = settings.part(problem.offset, problem.length);
    bool const about_level = problem.fault == settings_fault::not_a_level;
    text_view sentence = fault_sentences[static_cast<unsigned char>(problem.fault)];
    for (; !sentence.empty(); sentence = sentence.part(2)) {
        size_t const end = sentence.find('$');
        out.append(sentence.part(0, end));
        sentence = sentence.part(end);
        if (sentence.empty()) break;
        switch (sentence[1]) {
        case 'P': append_quoted(out, place == "=" ? text_view{} : place); break;
        case 'N': append_quoted(out, problem.name); break;
        case 'D': append_quoted(out, problem.directive); break;
        case 'W': append_quoted(out, problem.directive.part(1)); break;
        default:
            if (text_view const nearest =
                    suggests ? nearest_name(about_level ? place : problem.name, table, about_level) : text_view{};
                !nearest.empty()) {
                out.append("did you mean ");
                append_quoted(out, nearest);
                out.append("?");
            } else if (about_level) {
                out.append("use debug, info, warning, error, critical or off");
            } else {
                out.append(table.environment);
                out.append("=help lists them");
            }
        }
    }
}

/// The whole message, three lines: where the settings came from and what is wrong, the part of the settings
/// around the place, and a caret under it.
template <class Out>
SLUICE_DETAIL_COLD constexpr void diagnose(Out& out, settings_problem const& problem, text_view origin,
                                           text_view settings, tables const& table, bool suggests = true) {
    out.append("sluice: ");
    out.append(origin);
    out.append(": ");
    explain_problem(out, problem, settings, table, suggests);
    out.append("\n");
    append_place(out, settings, problem.offset, problem.length);
}

}  // namespace sluice::detail
