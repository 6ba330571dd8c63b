// Protects log lines from a program's text: finds line breaks, and escapes control characters. Pure.
#pragma once

#include "../base/suggest.hpp"
#include "../base/text.hpp"
#include "../base/utf8.hpp"

namespace sluice::detail {

/// Returns the size of the line break at this place; 0 if there is none. Finds all line breaks that the Unicode
/// standard lists, among them "\r\n", U+2028 and U+2029.
[[nodiscard]] SLUICE_DETAIL_OUT_OF_LINE constexpr size_t line_break_at(text_view text, size_t at) noexcept {
    char const c = text[at];
    text_view const rest = text.part(at);
    if (c >= '\n' && c <= '\r') return rest.starts_with("\r\n") ? 2 : 1;
    if (c == '\xc2') return rest.starts_with("\xc2\x85") ? 2 : 0;
    return c == '\xe2' && (rest.starts_with("\xe2\x80\xa8") || rest.starts_with("\xe2\x80\xa9")) ? 3 : 0;
}

/// Sets the high bit of those of eight characters that aren't printable ASCII: below ' ', with the high bit set, or
/// 0x7f, to which 1 is added. A mark may be wrong after a correct one.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE SLUICE_DETAIL_WRAPS unsigned long long mark_others(unsigned long long eight) noexcept {
    constexpr unsigned long long each = 0x0101010101010101;
    return ((eight - ' ' * each) | eight | (eight + each)) & (0x80 * each);
}

/// Returns the index of the first marked character of eight, or 0: in big-endian order marks before it may be wrong.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE size_t first_marked(unsigned long long marks) noexcept {
    return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? static_cast<size_t>(__builtin_ctzll(marks)) / 8 : 0;
}

/// Returns the length of a prefix that is printable ASCII; the longest, unless the text has less than eight characters or
/// numbers are big-endian. Tests eight characters at a time.
[[nodiscard]] SLUICE_DETAIL_OUT_OF_LINE SLUICE_DETAIL_WRAPS inline size_t plain_prefix(text_view text) noexcept {
    char const* const from = text.data();
    unsigned long long eight = 0;
    size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        memcpy(&eight, from + at, 8);
        unsigned long long const marks = mark_others(eight);
        if (marks != 0) return at + first_marked(marks);
    }
    if (text.size() >= 8) {  // the last eight, some of which were tested
        memcpy(&eight, from + text.size() - 8, 8);
        unsigned long long const marks = mark_others(eight);
        if (marks == 0) return text.size();
        size_t const marked = text.size() - 8 + first_marked(marks);
        return marked > at ? marked : at;
    }
    while (at != text.size() && from[at] >= ' ' && from[at] <= '~') ++at;
    return at;
}

/// Removes the first line from the text, with the line break after it, and returns it.
[[nodiscard]] SLUICE_DETAIL_OUT_OF_LINE inline text_view take_line(text_view& text) noexcept {
    size_t end = plain_prefix(text), size = 0;
    for (; end < text.size(); ++end) {
        char const c = text[end];
        bool const may_break = (c >= '\n' && c <= '\r') || c == '\xc2' || c == '\xe2';
        if (may_break) size = line_break_at(text, end);
        if (size != 0) break;
        if (end % 64 == 63) end += plain_prefix(text.part(end + 1));
    }
    text_view const line = text.part(0, end);
    text = text.part(end + size);
    return line;
}

/// Appends the text with invisible characters escaped: control characters except tabs, also those of two bytes (U+0080
/// to U+009F), line breaks, and invalid UTF-8.
SLUICE_DETAIL_OUT_OF_LINE inline void append_printable(buffer& out, text_view text) noexcept {
    size_t done = 0;
    size_t at = plain_prefix(text);
    if (at == text.size()) return out.append(text);
    while (at < text.size()) {
        char const c = text[at];
        auto const code = static_cast<unsigned char>(c);
        utf8_step const step = utf8_at(text.part(at));
        bool const control = code < ' ' ? c != '\t'
                                        : code == 0x7f || (c == '\xc2' && step.is_character &&
                                                           static_cast<unsigned char>(text[at + 1]) < 0xa0);
        size_t const first = at;
        at += step.length;
        if (step.is_character && !control && line_break_at(text, first) == 0) continue;
        out.append(text.part(done, first - done));
        append_escaped(out, text.part(first, step.length));  // each byte
        done = at;
    }
    out.append(text.part(done));
}

}  // namespace sluice::detail
