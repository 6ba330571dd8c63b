// Settings, when they are wrong: a problem into a message with the text, a caret and the nearest name.
// Pure; writes to anything that has append(text_view).
#pragma once

#include "../compiler.hpp"
#include "../table/tables.hpp"
#include "plan.hpp"

namespace sluice::detail {

/// Edit distance with swaps of neighbours (optimal string alignment), or `limit` + 1 where it is more, or
/// where a text is longer than any name that one would mistype.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr size_t edit_distance(text_view a, text_view b, size_t limit) noexcept {
    constexpr size_t longest = 63;
    if (a.size() > longest || b.size() > longest) return limit + 1;
    size_t rows[3][longest + 1] = {};  // the two rows before, and this one, in turn
    for (size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
    for (size_t i = 1; i <= a.size(); ++i) {
        size_t* const row = rows[i % 3];
        size_t const* const above = rows[(i + 2) % 3];
        size_t const* const two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b.size(); ++j) {
            size_t least = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < least) least = above[j] + 1;
            if (row[j - 1] + 1 < least) least = row[j - 1] + 1;
            bool const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && two_above[j - 2] + 1 < least) least = two_above[j - 2] + 1;
            row[j] = least;
        }
    }
    size_t const distance = rows[a.size() % 3][b.size()];
    return distance <= limit ? distance : limit + 1;
}

/// The name nearest to a mistyped one, of components and artifacts or of levels; empty where nothing is near enough
/// to be meant.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr text_view nearest_name(text_view typed, tables const& table,
                                                                  bool among_levels) noexcept {
    size_t const rows = table.component_count + table.artifact_count;
    size_t const candidates = among_levels ? sizeof level_names / sizeof *level_names : rows + 2;
    text_view nearest;
    size_t limit = typed.size() < 2 ? 0 : typed.size() / 3 + 1;
    for (size_t i = 0; i < candidates && limit != 0; ++i) {
        text_view const candidate = among_levels ? level_names[i].name
                                    : i < rows   ? table.row_at(i).name
                                    : i == rows  ? text_view{"all"}
                                                 : text_view{"help"};
        size_t const distance = edit_distance(typed, candidate, limit);
        if (distance > limit || distance >= candidate.size()) continue;
        nearest = candidate;
        limit = distance - 1;
    }
    return nearest;
}

/// Appends `text` with everything but printable ASCII escaped, so that it stays one line and can't drive a
/// terminal. Returns the columns it takes.
template <class Out>
SLUICE_DETAIL_COLD constexpr size_t append_escaped(Out& out, text_view text) {
    constexpr char const* digits = "0123456789abcdef";
    size_t columns = 0;
    for (char const c : text) {
        auto const code = static_cast<unsigned char>(c);
        char escape[4] = {c, '\0', '\0', '\0'};
        size_t width = 1;
        if (code < ' ' || code > '~') {
            escape[0] = '\\';
            escape[1] = c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : 'x';
            escape[2] = digits[code >> 4];
            escape[3] = digits[code & 15];
            width = escape[1] == 'x' ? 4 : 2;
        }
        out.append({escape, width});
        columns += width;
    }
    return columns;
}

template <class Out>
SLUICE_DETAIL_COLD constexpr void append_quoted(Out& out, text_view text) {
    constexpr size_t longest = 60;
    out.append("\"");
    append_escaped(out, text.part(0, longest));
    out.append(text.size() > longest ? "...\"" : "\"");
}

// The sentence for each fault, in the order of settings_fault. $P is the place, quoted; $N the directive's name, $D
// the directive, $W the directive without its sign; $S a suggestion.
inline constexpr text_view fault_sentences[] = {
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

/// The sentence alone, without the place.
template <class Out>
SLUICE_DETAIL_COLD constexpr void explain_problem(Out& out, settings_problem const& problem, text_view settings,
                                                  tables const& table) {
    text_view const place = settings.part(problem.offset, problem.length);
    bool const about_level = problem.fault == settings_fault::not_a_level;
    text_view const sentence = fault_sentences[static_cast<unsigned char>(problem.fault)];
    for (size_t i = 0; i < sentence.size(); ++i) {
        if (sentence[i] != '$') {
            out.append(sentence.part(i, 1));
            continue;
        }
        switch (sentence[++i]) {
        case 'P': append_quoted(out, place == "=" ? text_view{} : place); break;
        case 'N': append_quoted(out, problem.name); break;
        case 'D': append_quoted(out, problem.directive); break;
        case 'W': append_quoted(out, problem.directive.part(1)); break;
        default:
            if (text_view const nearest = nearest_name(about_level ? place : problem.name, table, about_level);
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
                                           text_view settings, tables const& table) {
    out.append("sluice: ");
    out.append(origin);
    out.append(": ");
    explain_problem(out, problem, settings, table);

    constexpr size_t before = 40, after = 30;  // characters shown around the place
    size_t const first = problem.offset > before ? problem.offset - before : 0;
    size_t const shown = problem.length < after ? problem.length : after;
    size_t const last = problem.offset + shown;
    out.append("\n    ");
    size_t column = 0;
    if (first > 0) {
        out.append("...");
        column = 3;
    }
    column += append_escaped(out, settings.part(first, problem.offset - first));
    size_t const width = append_escaped(out, settings.part(problem.offset, shown));
    append_escaped(out, settings.part(last, after));
    if (last + after < settings.size()) out.append("...");
    out.append("\n    ");
    for (; column != 0; --column) out.append(" ");
    out.append("^");
    for (size_t i = 1; i < width; ++i) out.append("~");
    out.append("\n");
}

}  // namespace sluice::detail
