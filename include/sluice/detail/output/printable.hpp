// What a program's text may do to a log: where its lines end, and characters that would drive a terminal made visible.
// Pure; writes to anything that has append(text_view).
#pragma once

#include "../base/suggest.hpp"
#include "../base/utf8.hpp"

namespace sluice::detail {

/// The size of the line break at this place; 0 where there is none. All that a reader may take for one: those that the
/// Unicode standard lists, "\r\n" being one, and U+2028 and U+2029 among them.
[[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr size_t line_break_at(text_view text, size_t at) noexcept {
    char const c = text[at];
    if (c >= '\n' && c <= '\r') return text.part(at).starts_with("\r\n") ? 2 : 1;
    if (c == '\xc2') return text.part(at).starts_with("\xc2\x85") ? 2 : 0;
    if (c != '\xe2') return 0;
    return text.part(at).starts_with("\xe2\x80\xa8") || text.part(at).starts_with("\xe2\x80\xa9") ? 3 : 0;
}

/// Takes the first line off the text, and the line break behind it.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr text_view take_line(text_view& text) noexcept {
    size_t end = 0, size = 0;
    while (end < text.size() && (size = line_break_at(text, end)) == 0) ++end;
    text_view const line = text.part(0, end);
    text = text.part(end + size);
    return line;
}

/// Appends the text with all that is no character to be seen escaped: control characters but for tabs, also those of
/// two bytes (U+0080 to U+009F), line breaks, and bytes that are no UTF-8.
template <class Out>
SLUICE_DETAIL_COLD constexpr void append_printable(Out& out, text_view text) {
    size_t done = 0;
    for (size_t at = 0; at < text.size();) {
        char const c = text[at];
        auto const code = static_cast<unsigned char>(c);
        utf8_step const step = utf8_at(text.part(at));
        bool const control = code < ' ' ? c != '\t'
                                        : code == 0x7f || (c == '\xc2' && step.is_character &&
                                                           static_cast<unsigned char>(text[at + 1]) < 0xa0);
        if (step.is_character && !control && line_break_at(text, at) == 0) {
            at += step.length;
            continue;
        }
        out.append(text.part(done, at - done));
        append_escaped(out, text.part(at, step.length));  // each byte
        at += step.length;
        done = at;
    }
    out.append(text.part(done));
}

}  // namespace sluice::detail
