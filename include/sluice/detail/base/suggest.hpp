// What messages about mistakes are made of: the nearest name, text that is safe to show, a caret under a place. Pure;
// writes to anything that has append(text_view).
#pragma once

#include "../../text_view.hpp"
#include "compiler.hpp"

namespace sluice::detail {

/// Edit distance with swaps of neighbours (optimal string alignment), or `limit` + 1 where it is more, or
/// where a text is longer than any name that one would mistype.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr size_t edit_distance(text_view a, text_view b, size_t limit) noexcept {
    constexpr size_t longest = 63;
    if (a.size() > longest || b.size() > longest) return limit + 1;
    if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
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

/// The nearest to a mistyped name among those that name_at(0) to name_at(count - 1) give; empty where nothing is near
/// enough to be meant.
template <class NameAt>
[[nodiscard]] SLUICE_DETAIL_COLD constexpr text_view nearest_of(text_view typed, size_t count,
                                                                NameAt const& name_at) noexcept {
    text_view nearest;
    size_t limit = typed.size() < 2 ? 0 : typed.size() / 3 + 1;
    for (size_t i = 0; i < count && limit != 0; ++i) {
        text_view const candidate = name_at(i);
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
    size_t done = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        auto const code = static_cast<unsigned char>(c);
        if (code >= ' ' && code <= '~') continue;
        char const letter = c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : 'x';
        char const escape[4] = {'\\', letter, digits[code >> 4], digits[code & 15]};
        size_t const width = letter == 'x' ? 4 : 2;
        out.append(text.part(done, i - done));
        out.append({escape, width});
        columns += i - done + width;
        done = i + 1;
    }
    out.append(text.part(done));
    return columns + text.size() - done;
}

template <class Out>
SLUICE_DETAIL_COLD constexpr void append_quoted(Out& out, text_view text) {
    constexpr size_t longest = 60;
    out.append("\"");
    append_escaped(out, text.part(0, longest));
    out.append(text.size() > longest ? "...\"" : "\"");
}

template <class Out>
SLUICE_DETAIL_COLD constexpr void append_repeated(Out& out, char c, size_t count) {
    constexpr size_t most = 32;
    char piece[most] = {};
    for (char& each : piece) each = c;
    for (; count > most; count -= most) out.append({piece, most});
    out.append({piece, count});
}

/// Two lines: the part of a text around a place, and a caret under the place.
template <class Out>
SLUICE_DETAIL_COLD constexpr void append_place(Out& out, text_view text, size_t offset, size_t length) {
    constexpr size_t before = 40, after = 30;  // characters shown around the place
    size_t const first = offset > before ? offset - before : 0;
    size_t const shown = length < after ? length : after;
    size_t const last = offset + shown;
    out.append("    ");
    size_t column = 0;
    if (first > 0) {
        out.append("...");
        column = 3;
    }
    column += append_escaped(out, text.part(first, offset - first));
    size_t const width = append_escaped(out, text.part(offset, shown));
    append_escaped(out, text.part(last, after));
    if (last + after < text.size()) out.append("...");
    out.append("\n    ");
    append_repeated(out, ' ', column);
    out.append("^");
    if (width > 1) append_repeated(out, '~', width - 1);
    out.append("\n");
}

}  // namespace sluice::detail
