// Building blocks of error messages: the nearest name, escaped text, a caret under a place. Pure, and usable at compile
// time.
#pragma once

#include "text.hpp"

namespace sluice::detail {

[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr char to_lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr bool equal_ignoring_case(text_view one, text_view other) noexcept {
    if (one.size() != other.size()) return false;
    for (size_t i = 0; i < one.size(); ++i)
        if (to_lower(one[i]) != to_lower(other[i])) return false;
    return true;
}

[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr bool is_space(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Returns the text without the white space around it.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr text_view trimmed(text_view all) noexcept {
    while (!all.empty() && is_space(all[0])) all = all.part(1);
    while (!all.empty() && is_space(all.end()[-1])) all = all.part(0, all.size() - 1);
    return all;
}
/// Returns the text without white space and, in it, a pair of quotes around all of it.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr text_view unquoted(text_view all) noexcept {
    all = trimmed(all);
    if (all.size() < 2 || (all[0] != '"' && all[0] != '\'')) return all;
    text_view const inner = all.part(1);
    return inner.find(all[0]) == inner.size() - 1 ? inner.part(0, inner.size() - 1) : all;
}

/// A word of other tools, and the one that sluice has for it.
struct spelling {
    char const* foreign;
    char const* ours;
};
/// Returns the entry of the word, whatever its case, or null.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr spelling const* find_spelling(spelling const* at, spelling const* end,
                                                                         text_view word) noexcept {
    while (at != end && !equal_ignoring_case(at->foreign, word)) ++at;
    return at == end ? nullptr : at;
}
template <size_t Count>
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr spelling const* find_spelling(spelling const (&in)[Count],
                                                                                  text_view word) noexcept {
    return find_spelling(in, in + Count, word);
}

/// Finds the candidate nearest to a mistyped name, by edit distance with transpositions (optimal string alignment).
/// Case doesn't count, nor whether a word ends with '-' or '_'.
class SLUICE_DETAIL_HIDDEN nearest_name {
public:
    SLUICE_DETAIL_ALWAYS_INLINE constexpr explicit nearest_name(text_view typed) noexcept
        : nearest_name(typed, typed.size() < 2 ? 0 : typed.size() / 3 + 2) {}
    SLUICE_DETAIL_ALWAYS_INLINE constexpr nearest_name(text_view typed, size_t below) noexcept
        : limit(below), typed_(typed) {}

    SLUICE_DETAIL_MESSAGE constexpr void consider(text_view candidate) noexcept {
        constexpr size_t longest = 63;  // longer names are never suggested
        if (typed_.size() > longest || candidate.size() > longest) return;
        unsigned char rows[3][longest + 1] = {};  // rotating: the two previous rows and the current one
        unsigned char* two_above = rows[0];
        unsigned char* above = rows[1];
        unsigned char* row = rows[2];
        for (unsigned i = 0; i <= typed_.size(); ++i) {
            unsigned least = i;
            row[0] = static_cast<unsigned char>(i);
            for (unsigned j = 1; j <= candidate.size(); ++j) {
                if (i == 0)
                    least = j - 1;
                else if (above[j] < least)
                    least = above[j];
                ++least;
                if (i != 0) {
                    char const x = plain(typed_[i - 1]), y = plain(candidate[j - 1]);
                    unsigned const replaced = above[j - 1] + (x == y ? 0u : 1u);
                    if (replaced < least) least = replaced;
                    if (i > 1 && j > 1 && x == plain(candidate[j - 2]) && plain(typed_[i - 2]) == y &&
                        two_above[j - 2] + 1u < least)
                        least = two_above[j - 2] + 1u;
                }
                row[j] = static_cast<unsigned char>(least);
            }
            unsigned char* const oldest = two_above;
            two_above = above;
            above = row;
            row = oldest;
        }
        unsigned const distance = above[candidate.size()];
        if (distance >= limit || distance >= candidate.size()) return;
        found = candidate;
        limit = distance;
    }

    text_view found;  // empty if none is near enough
    size_t limit;     // the next is found only at a smaller distance

private:
    SLUICE_DETAIL_ALWAYS_INLINE static constexpr char plain(char c) noexcept { return c == '-' ? '_' : to_lower(c); }

    text_view typed_;
};

/// Appends `text` on one line, with everything but printable ASCII escaped, also terminal control sequences.
SLUICE_DETAIL_MESSAGE constexpr void append_escaped(buffer& out, text_view text) noexcept {
    for (char c : text) {
        if (c >= ' ' && c <= '~') {
            out.append(c);
            continue;
        }
        char const* const digits = "0123456789abcdef";
        auto const code = static_cast<unsigned char>(c);
        char const letter = c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : 'x';
        char const escape[4] = {'\\', letter, digits[code >> 4], digits[code & 15]};
        out.append({escape, letter == 'x' ? 4u : 2u});
    }
}

SLUICE_DETAIL_MESSAGE constexpr void append_quoted(buffer& out, text_view text) noexcept {
    constexpr size_t max_shown = 60;
    out.append('"');
    append_escaped(out, text.part(0, max_shown));
    out.append(text.size() > max_shown ? "...\"" : "\"");
}

/// Appends `pattern` with placeholders replaced: "$a" by the first value, "$B" by the second one in quotes.
SLUICE_DETAIL_MESSAGE constexpr void append_filled(buffer& out, text_view pattern, text_view const* values) noexcept {
    for (size_t i = 0; i < pattern.size(); ++i) {
        char c = pattern[i];
        if (c != '$') {
            out.append(c);
            continue;
        }
        c = pattern[++i];
        if (c >= 'a')
            out.append(values[c - 'a']);
        else
            append_quoted(out, values[c - 'A']);
    }
}

template <size_t Count>
SLUICE_DETAIL_ALWAYS_INLINE void append_filled(buffer& out, text_view pattern,
                                               text_view const (&values)[Count]) noexcept {
    append_filled(out, pattern, static_cast<text_view const*>(values));
}

/// Appends two lines: the part of a text around a place, and a caret under the place.
SLUICE_DETAIL_MESSAGE constexpr void append_place(buffer& out, text_view text, size_t offset, size_t length) noexcept {
    constexpr size_t before = 40, after = 30;  // characters shown around the place
    size_t const first = offset > before ? offset - before : 0;
    text_view const place = text.part(offset, length < after ? length : after);
    text_view const rest = text.part(offset + place.size());
    size_t const start = out.size();
    out.append(first == 0 ? "    " : "    ...");
    append_escaped(out, text.part(first, offset - first));
    size_t const column = out.size() - start;
    append_escaped(out, place);
    size_t const end = out.size() - start;
    append_escaped(out, rest.part(0, after));
    out.append(rest.size() > after ? "...\n" : "\n");
    out.append_repeated(' ', column);
    out.append('^');
    if (end > column) out.append_repeated('~', end - column - 1);
    out.append('\n');
}

}  // namespace sluice::detail
