// What a directive may say besides a threshold: patterns and source files in place of a name; ranks, budgets, recorders
// and routes after it. Only SLUICE_CFG_EXTENDED compiles it. Pure, and usable at compile time.
//
//   modifier := "@rank=" ranks | "#" count ["/s" | "lines"] | "?" count | ">" path | ">>" path
//   ranks    := range {"|" range}      range := number ["-" number]
//
// A route is the last, because its path may contain any character but a comma.
#pragma once

#include "../base/suggest.hpp"
#include "../table/tables.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED

/// The modifiers of a directive.
struct modifiers {
    text_view ranks;            // of the processes that it is for; empty: all
    text_view route;            // a path, with %p, %r and %h in it; empty: the default outputs
    unsigned budget = 0;        // records, or lines
    unsigned recorded = 0;      // records that a flight recorder keeps
    bool has_budget = false;
    bool each_second = false;   // the budget is for each second
    bool lines = false;         // the budget is of lines
    bool adds_route = false;    // records go to the default outputs too
    bool has_value = false;     // name=value
    bool only_artifacts = false;  // of a pattern: the value is on or off

    [[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr bool any() const noexcept { return has_budget || recorded != 0 || !route.empty(); }
    SLUICE_DETAIL_HIDDEN constexpr bool operator==(modifiers const& other) const noexcept {
        return route == other.route && budget == other.budget && recorded == other.recorded &&
               has_budget == other.has_budget && each_second == other.each_second && lines == other.lines &&
               adds_route == other.adds_route;
    }
};

/// The most records that a flight recorder keeps.
inline constexpr unsigned max_recorded = 65536;

/// Returns true if the pattern matches the whole name: '*' stands for any characters, '?' for one. After a mismatch it
/// tries only the last '*' again, so it takes at most the product of the sizes.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool matches(text_view pattern, text_view name) noexcept {
    char const* at = name.begin();
    char const* in = pattern.begin();
    char const* star = nullptr;  // after the last '*'
    char const* retry = at;
    while (at != name.end()) {
        if (in != pattern.end() && *in == '*') {
            star = ++in;
            retry = at;
        } else if (in != pattern.end() && (*in == '?' || *in == *at)) {
            ++in;
            ++at;
        } else if (star != nullptr) {
            in = star;
            at = ++retry;
        } else {
            return false;
        }
    }
    while (in != pattern.end() && *in == '*') ++in;
    return in == pattern.end();
}

[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr bool is_pattern(text_view name) noexcept {
    return name.find('*') != name.size() || name.find('?') != name.size();
}

/// Returns true if the pattern matches any row or declared logger, or may match a module.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr bool may_match(text_view pattern, tables const& table) noexcept {
    for (size_t i = 0; i < table.row_count(); ++i) {
        if (matches(pattern, table.row_at(i).name)) return true;
        if (i >= table.component_count) {
            if (matches(pattern, table.artifacts[i - table.component_count].logger)) return true;
            continue;
        }
        component_row const& row = table.components[i];
        for (unsigned j = 0; j < row.logger_count; ++j)
            if (matches(pattern, table.loggers[row.first_logger + j])) return true;
    }
    return pattern.starts_with(table.root) && pattern.part(table.root.size(), 1) == ".";
}

SLUICE_DETAIL_HIDDEN inline constexpr text_view source_extensions[] = {
    "c", "cc", "cpp", "cxx", "c++", "cu", "m", "mm", "h", "hh", "hpp", "hxx", "h++", "cuh", "inc", "inl", "ipp", "tpp"};

/// Returns true if a name is that of a source file, or a pattern of such: its last part has an end after a slash, or
/// one of source files. "a.b.c" is a logger, and so is what is below the registry's root.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr bool is_source_file(text_view name, tables const& table) noexcept {
    size_t last = name.size();
    while (last != 0 && name[last - 1] != '/') --last;
    text_view const file = name.part(last);
    size_t const first_dot = file.find('.');
    if (last != 0) return first_dot != file.size() || is_pattern(file);
    if (is_within(name, table.root)) return false;
    size_t dot = file.size();
    while (dot != 0 && file[dot - 1] != '.') --dot;
    text_view const end = file.part(dot);
    if (dot < 2 || (end.size() == 1 && dot != first_dot + 1)) return false;
    for (text_view const& each : source_extensions)
        if (end == each) return true;
    return false;
}

/// Returns true if a call's file is the one that a directive names: by its path or the end of it, or, if there is no
/// slash in the name, by the last part of its path.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool is_file(text_view file, text_view pattern) noexcept {
    if (pattern.find('/') != pattern.size() && matches(pattern, file)) return true;
    bool const is_path = pattern.find('/') != pattern.size();
    for (size_t i = file.size(); i != 0; --i) {
        if (file[i - 1] != '/' && file[i - 1] != '\\') continue;
        if (matches(pattern, file.part(i))) return true;
        if (!is_path) return false;
    }
    return !is_path && matches(pattern, file);
}

/// Reads a number of at most nine digits. Returns the number of digits read.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr size_t read_number(text_view text, unsigned& to) noexcept {
    size_t i = 0;
    to = 0;
    for (; i < text.size() && i < 9 && text[i] >= '0' && text[i] <= '9'; ++i)
        to = to * 10 + static_cast<unsigned>(text[i] - '0');
    return i;
}

/// Calls `use(first, last)` for each range of a list of ranks, until it returns true. Returns what the last call
/// returned; false, and sets `is_good` to false, at a mistake.
template <class Use>
constexpr bool walk_ranks(text_view ranks, bool& is_good, Use use) noexcept {
    for (;;) {
        unsigned first = 0, last = 0;
        size_t size = read_number(ranks, first);
        is_good = size != 0;
        ranks = ranks.part(size);
        last = first;
        if (is_good && ranks.starts_with("-")) {
            size = read_number(ranks.part(1), last);
            is_good = size != 0 && first <= last;
            ranks = ranks.part(1 + size);
        }
        if (!is_good) return false;
        if (use(first, last)) return true;
        if (ranks.empty()) return false;
        is_good = ranks[0] == '|';
        if (!is_good) return false;
        ranks = ranks.part(1);
    }
}

/// Returns true if a list names the rank. A process without a rank is in no list.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr bool lists_rank(text_view ranks, int rank) noexcept {
    bool is_good = true;
    return rank >= 0 && walk_ranks(ranks, is_good, [rank](unsigned first, unsigned last) {
        return first <= static_cast<unsigned>(rank) && static_cast<unsigned>(rank) <= last;
    });
}

/// Returns the index of the first modifier in a directive, after its first character; its size if there is none. A '?'
/// begins one if nothing but digits is between it and the next.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr size_t find_modifier(text_view in) noexcept {
    for (size_t i = 1; i < in.size(); ++i) {
        if (in[i] == '@' || in[i] == '#') return i;
        if (in[i] != '?') continue;
        size_t end = i + 1;
        while (end < in.size() && in[end] >= '0' && in[end] <= '9') ++end;
        bool const ends = end == in.size() || in[end] == '@' || in[end] == '#' || in[end] == '?' || is_space(in[end]);
        if (ends && end != i + 1) return i;
    }
    return in.size();
}

enum class modifier_fault : unsigned char { none, ranks, budget, recorder, route };

/// Reads one modifier other than a route.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr modifier_fault read_modifier(text_view text, modifiers& into) noexcept {
    char const kind = text[0];
    text = trimmed(text.part(1));
    if (kind == '@') {
        constexpr text_view word = "rank=";
        if (!text.starts_with(word)) return modifier_fault::ranks;
        into.ranks = text.part(word.size());
        bool is_good = true;
        (void)walk_ranks(into.ranks, is_good, [](unsigned, unsigned) { return false; });
        return is_good ? modifier_fault::none : modifier_fault::ranks;
    }
    unsigned count = 0;
    size_t const size = read_number(text, count);
    text_view const unit = trimmed(text.part(size));
    if (kind == '?') {
        into.recorded = count;
        return size != 0 && unit.empty() && count != 0 && count <= max_recorded ? modifier_fault::none : modifier_fault::recorder;
    }
    into.budget = count;
    into.has_budget = true;
    into.lines = unit.starts_with("lines");
    text_view const period = unit.part(into.lines ? 5 : 0);
    into.each_second = period == "/s";
    return size != 0 && (period.empty() || into.each_second) ? modifier_fault::none : modifier_fault::budget;
}

/// Cuts the modifiers off a directive. Sets `place` before it returns a fault.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr modifier_fault split_modifiers(text_view& directive, modifiers& into,
                                                                             text_view& place) noexcept {
    into = {};
    size_t const arrow = directive.find('>');
    if (arrow != directive.size()) {
        into.adds_route = directive.part(arrow + 1).starts_with(">");
        place = directive.part(arrow, into.adds_route ? 2 : 1);
        into.route = trimmed(directive.part(arrow + place.size()));
        directive = trimmed(directive.part(0, arrow));
        if (into.route.empty() || directive.empty()) return modifier_fault::route;
    }
    size_t const end = find_modifier(directive);
    text_view rest = directive.part(end);
    directive = trimmed(directive.part(0, end));
    while (!rest.empty()) {
        text_view const each = rest.part(0, find_modifier(rest));
        rest = rest.part(each.size());
        place = trimmed(each);
        modifier_fault const found = read_modifier(place, into);
        if (found != modifier_fault::none) return found;
    }
    return modifier_fault::none;
}

#endif

}  // namespace sluice::detail
