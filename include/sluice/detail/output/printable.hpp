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

/// Returns the length of a prefix that is printable ASCII, not always the longest. Tests eight characters at a time.
[[nodiscard]] SLUICE_DETAIL_OUT_OF_LINE SLUICE_DETAIL_WRAPS inline size_t plain_prefix(text_view text) noexcept {
    char const* const from = text.data();
    unsigned long long last = 0x2020202020202020;
    size_t at = 0;
    for (; at + 16 <= text.size(); at += 16) {
        unsigned long long next = 0;
        memcpy(&next, from + at, 8);
        memcpy(&last, from + at + 8, 8);
        if ((mark_others(next) | mark_others(last)) != 0) return at;
    }
    if (at + 8 <= text.size()) {
        memcpy(&last, from + at, 8);
        if (mark_others(last) != 0) return at;
        at += 8;
    }
    if (text.size() >= 8)
        memcpy(&last, from + text.size() - 8, 8);
    else
        for (char c : text) last = last << 8 | static_cast<unsigned char>(c);
    return mark_others(last) == 0 ? text.size() : at;
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
