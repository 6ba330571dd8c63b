// Text for traces: invalid UTF-8 is replaced, and JSON strings are escaped. Pure; writes to any type that has
// append(text_view).
#pragma once

#include "../../text_view.hpp"
#include "compiler.hpp"

namespace sluice::detail {

/// The start of a text: a UTF-8 character; or, if it is invalid, the longest valid prefix of one, at least a byte.
struct utf8_step {
    size_t length;
    bool is_character;
};

/// Returns the first step of a text that isn't empty. Valid sequences, and the ends of invalid ones, follow table 3-7
/// of the Unicode standard.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr utf8_step utf8_at(text_view text) noexcept {
    auto const byte = [&](size_t i) noexcept { return static_cast<unsigned char>(text[i]); };
    unsigned char const first = byte(0);
    if (first < 0x80) return {1, true};
    if (first < 0xc2 || first > 0xf4) return {1, false};
    size_t const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    // The second byte's limits exclude overlong forms, surrogates and code points beyond U+10FFFF.
    unsigned low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    unsigned high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    for (size_t i = 1; i < length; ++i) {
        if (i == text.size() || byte(i) < low || byte(i) > high) return {i, false};
        low = 0x80;
        high = 0xbf;
    }
    return {length, true};
}

/// The escape sequence of a character inside a JSON string; empty if it needs none.
struct SLUICE_DETAIL_HIDDEN json_escape {
    char text[6] = {};
    size_t size = 0;

    constexpr explicit json_escape(char c) noexcept {
        auto const code = static_cast<unsigned char>(c);
        if (code >= ' ' && c != '"' && c != '\\' && code != 0x7f) return;
        char const* const digits = "0123456789abcdef";
        text[0] = '\\';
        text[1] = c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : code < ' ' || code == 0x7f ? 'u' : c;
        text[2] = text[3] = '0';
        text[4] = digits[code >> 4];
        text[5] = digits[code & 15];
        size = text[1] == 'u' ? 6 : 2;
    }
};

/// Appends the text with U+FFFD in place of invalid UTF-8; `escaped` makes it the inside of a JSON string, on one line.
template <class Out>
SLUICE_DETAIL_COLD constexpr void append_utf8(Out& out, text_view text, bool escaped = false) {
    size_t done = 0;
    for (size_t at = 0; at < text.size();) {
        char const c = text[at];
        if (c >= ' ' && c < 0x7f && !(escaped && (c == '"' || c == '\\'))) {  // most characters
            ++at;
            continue;
        }
        utf8_step const step = utf8_at(text.part(at));
        json_escape const escape{escaped ? text[at] : ' '};
        if (!step.is_character || escape.size != 0) {
            out.append(text.part(done, at - done));
            out.append(step.is_character ? text_view{escape.text, escape.size} : "\xef\xbf\xbd");
            done = at + step.length;
        }
        at += step.length;
    }
    out.append(text.part(done));
}

template <class Out>
SLUICE_DETAIL_COLD constexpr void append_json_string(Out& out, text_view text) {
    out.append("\"");
    append_utf8(out, text, true);
    out.append("\"");
}

}  // namespace sluice::detail
