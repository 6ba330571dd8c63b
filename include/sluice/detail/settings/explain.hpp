// Messages about settings: for a fault, a message with the text, a caret and what to write; for a directive that may
// not do what was meant, a note of the same form. Pure.
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
    "white space inside a directive; ",
    "$A is not allowed in a name; ",
    "$B is not a logger's name: its parts are joined by single dots",
    "there is no component or artifact $B; ",
    SLUICE_CFG_EXTENDED ? "$C is not understood: write help, +help, help=json, explain=name, sites, sites=json or sites=hits"
                        : "$C is not understood: write help or +help; this program has no more, because it is compiled "
                          "with SLUICE_CFG_EXTENDED=0",
    "a sign and a level can't be combined: write $D",
    "$E is not a level; ",
    "$B is an artifact: it can be set to on or off",
    "$A means nothing in this program, because it is compiled with SLUICE_CFG_EXTENDED=0",
#if SLUICE_CFG_EXTENDED
    "$A matches no component, artifact or logger; ",
    "only @rank=... can follow the name of a file",
    "$A doesn't say in which processes: write @rank=0, or @rank=0|2-3",
    "$A doesn't say how many records: write #100, or #100/s for so many in a second",
    "$A doesn't say how many records to keep: write ?64, from 1 to 65536",
    "a name and a path are needed around $A, such as name>out.txt",
#endif
};

// Words of other tools, in place of settings and of names.
SLUICE_DETAIL_HIDDEN inline constexpr spelling setting_words[] = {
    {"true", "all (info) or +all (debug)"}, {"yes", "all (info) or +all (debug)"}, {"on", "all (info) or +all (debug)"},
    {"1", "all (info) or +all (debug)"},    {"false", "all=off"},                  {"no", "all=off"},
    {"0", "all=off"},                       {"quiet", "-all (errors) or all=off"}, {"silent", "all=off"},
    {"h", "help"},                          {"?", "help"},                         {"list", "help"},
    {"--help", "help"},
#if !SLUICE_CFG_EXTENDED
    {"explain", "help; this program has no more, because it is compiled with SLUICE_CFG_EXTENDED=0"},
    {"sites", "help; this program has no more, because it is compiled with SLUICE_CFG_EXTENDED=0"},
#endif
};

[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr bool is_separator(char c) noexcept {
    return is_space(c) || c == ';' || c == '|';
}

/// Appends the directive with commas in place of the characters that separate its parts, and returns true, if it has
/// any: those of other tools, and the bad character.
SLUICE_DETAIL_MESSAGE constexpr bool append_separated(buffer& out, text_view directive, char bad) noexcept {
    size_t const start = out.size();
    char last = '\0';
    bool gap = false, any = false;
    out.append("separate names with commas: write ");
    for (char const c : directive.part(0, 60)) {
        if (is_separator(c) || c == bad) {
            gap = true;
            continue;
        }
        if (c < '!' || c > '~') {  // no name has it
            any = gap = false;
            break;
        }
        if (gap && last != '=' && c != '=' && last != '+' && last != '-') out.append(',');
        any = any || gap;
        gap = false;
        last = c;
        append_escaped(out, {&c, 1});
    }
    if (!any && !gap) out.shorten(start);
    return any || gap;
}

/// Appends the message for the fault of the directive last read. `suggests` adds the nearest name, which takes a search
/// of all names.
SLUICE_DETAIL_MESSAGE constexpr void append_fault(buffer& out, settings_parser const& parser, bool suggests) noexcept {
    text_view const values[] = {parser.place, parser.name, parser.whole, parser.whole.part(1), parser.value};
    append_filled(out, fault_sentences[static_cast<unsigned char>(parser.fault)], values);

    bool const is_about_level = parser.fault == settings_fault::not_a_level;
    bool const is_about_name = parser.fault == settings_fault::unknown_name
        SLUICE_DETAIL_EXTENDED_ONLY(|| parser.fault == settings_fault::no_match);
    bool const is_character = parser.fault == settings_fault::bad_character;
    if (!is_about_level && !is_about_name && !is_character && parser.fault != settings_fault::space_inside) return;
    char const bad = is_character ? parser.place[0] : ' ';
    size_t const split = is_character ? parser.name.find(bad) : parser.name.size();
    text_view const after = parser.name.part(split + 1);
    bool on = false;
    level at = level::off;
    bool const is_short = parser.name.size() <= 60;
    bool const is_value = bad == ':' && is_short && (read_threshold(after, at) || read_on_or_off(after, on));
    text_view const last = after.part(1);
    text_view const below = last.part(0, last.find('='));
    bool const is_path = is_short && after.starts_with(":") && is_logger_name(below);
    bool const is_colon = bad == ':' && !is_value && !after.starts_with(":");
    bool const is_list = !is_about_name && (!is_character || is_separator(bad) || is_colon);
    if (is_list && append_separated(out, parser.whole, is_colon ? ':' : ' ')) return;

    text_view const wrong = is_about_level ? parser.value : parser.name;
    nearest_name nearest{wrong};
    text_view other;
    if (suggests && is_about_level)
        for (level_name const& each : level_spellings) nearest.consider(each.name);
    if (suggests && !is_about_level) {
        text_view parts[2];  // the rows whose names contain it, unless there are more
        size_t count = 0;
        for (size_t i = 0; i < parser.table.row_count(); ++i) {
            text_view const row = parser.table.row_at(i).name;
            nearest.consider(row);
            size_t in = 0;
            while (in < row.size() && !row.part(in).starts_with(wrong)) ++in;
            if (in < row.size() && wrong.size() > 2 && count++ < 2) parts[count - 1] = row;
        }
        nearest.consider("all");
        nearest.consider("help");
        if (nearest.found.empty() && count < 3) {
            nearest.found = parts[0];
            other = parts[1];
        }
    }
    spelling const* const word = is_about_name ? find_spelling(setting_words, wrong) : nullptr;
    bool const is_switch = is_about_level && read_on_or_off(wrong, on);
    bool const is_subtree = bad == '*' && is_short && split > 1 && parser.name[split - 1] == '.';
    text_view const hints[] = {nearest.found,
                               parser.table.environment,
                               parser.name.part(0, is_subtree ? split - 1 : split),
                               after,
                               parser.name,
                               other,
                               word == nullptr ? text_view{} : word->ours,
                               below,
                               parser.table.loggers[0]};
    append_filled(out,
                  is_switch                                     ? on ? "write $e (info) or +$e (debug)" : "write $e=off"
                  : is_value                                    ? "write $c=$d"
                  : is_path                                     ? "names are joined by dots: write $c.$h"
                  : is_subtree                                  ? "a logger includes all below it: write $c"
                  : word != nullptr                             ? "write $g"
                  : is_about_name && read_level_name(wrong, at) ? "write all=$e"
                  : !other.empty()                              ? "did you mean $A or $F?"
                  : !nearest.found.empty()                      ? "did you mean $A?"
                  : is_about_level                              ? "use debug, info, warning, error, critical or off"
                  : is_about_name && is_short && is_plain_name(wrong)
                      ? "$b=help lists them; a module is named by its logger, such as $i.$e"
                  : is_about_name ? "$b=help lists them"
                                  : "names are letters, digits, '_' and '.', separated by commas",
                  hints);
}

#if SLUICE_CFG_EXTENDED
/// Finds the logger that a dotted name of no component's may have meant. Appends its name, with what follows in the
/// dotted name; nothing if the name is a component's, or near none.
SLUICE_DETAIL_MESSAGE inline void append_near_logger(buffer& out, text_view name, tables const& table) noexcept {
    text_view found, rest;
    size_t limit = 3;
    for (size_t i = 0; i < table.component_count; ++i) {
        component_row const& row = table.components[i];
        for (unsigned j = 0; j <= row.logger_count; ++j) {
            bool const is_row = j == row.logger_count;  // a component's name in place of its logger's
            text_view const logger = table.loggers[row.first_logger + (is_row ? 0 : j)];
            text_view const candidate = is_row ? row.name : logger;
            if (is_within(name, logger) || is_within(logger, name)) return;
            if (is_row && is_within(name, table.root)) continue;
            size_t dots = 1, end = 0, last = 0;  // of the part with as many dots
            for (char c : candidate)
                if (c == '.') ++dots;
            for (; end < name.size() && (name[end] != '.' || --dots != 0); ++end)
                if (name[end] == '.') last = end;
            size_t const below = (end - last) / 3 + 1;
            nearest_name nearest{name.part(0, end), below < limit ? below : limit};
            nearest.consider(candidate);
            if (nearest.found.empty()) continue;
            limit = nearest.limit;
            found = logger;
            rest = name.part(end);
        }
    }
    out.append(found);
    if (!found.empty()) out.append(rest);
}
#else
SLUICE_DETAIL_ALWAYS_INLINE constexpr void append_near_logger(buffer&, text_view, tables const&) noexcept {}
#endif

/// Appends the whole message, three lines: the origin of the settings and the fault, the part of the settings around
/// the place, and a caret under it. For a directive without a fault, appends a note if it is compiled out, by the
/// lowest levels `kept` of each row, turns on what it seems to turn off, or is near a logger's name; otherwise nothing.
SLUICE_DETAIL_MESSAGE inline void explain(buffer& out, settings_parser const& parser, text_view origin,
                                          bool suggests = true, level const* kept = nullptr) noexcept {
    text_view place = parser.place;
    char const* note = nullptr;
    local_buffer<128> nearest;
    level lowest = level::debug;
    if (parser.fault == settings_fault::none) {
        directive const& made = parser.parsed;
        bool const is_artifact = made.target == directive::kind::artifact;
        place = parser.name;
        if (made.target == directive::kind::subtree && suggests) append_near_logger(nearest, parser.name, parser.table);
        if (!nearest.empty()) note = "no logger is called $A so far; did you mean $B?";
        if (is_artifact && parser.whole[0] == '-') note = "$C turns $a on, as in PyTorch; write $a=off to turn it off";
        if (kept != nullptr && (is_artifact || made.target == directive::kind::component))
            lowest = kept[made.index + (is_artifact ? parser.table.component_count : 0)];
        if (made.threshold < lowest)
            note = lowest == level::off ? "$A is compiled out of this program"
                                        : "messages of $a below $d are compiled out of this program";
        if (note == nullptr) return;
    }
    out.append("sluice: ");
    out.append(origin);
    out.append(": ");
    text_view const values[] = {parser.name, nearest.view(), parser.whole, to_text(lowest)};
    if (note != nullptr)
        append_filled(out, note, values);
    else
        append_fault(out, parser, suggests);
    out.append('\n');
    append_place(out, parser.text, static_cast<size_t>(place.data() - parser.text.data()), place.size());
}

}  // namespace sluice::detail
