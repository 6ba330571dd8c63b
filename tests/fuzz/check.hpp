// Helpers of the fuzz targets: an assertion, splitting of inputs, and implementations of text functions that are
// independent of the library's.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <sluice/sluice.hpp>

/// Aborts the program if the condition is false, in any build.
#define MUST(...) ((__VA_ARGS__) ? void() : fuzz::fail(#__VA_ARGS__, __FILE__, __LINE__))

namespace fuzz {

/// The file descriptor for failure messages, as stderr may be under test.
inline int messages_fd = 2;

[[noreturn]] inline void fail(char const* condition, char const* file, int line) {
    dprintf(messages_fd, "%s:%d: violated: %s\n", file, line, condition);
    std::abort();
}

inline std::string_view view(sluice::text_view text) { return {text.data(), text.size()}; }
inline std::string copy(sluice::text_view text) { return {text.data(), text.size()}; }

inline std::string_view as_text(std::uint8_t const* data, std::size_t size) {
    return {reinterpret_cast<char const*>(data), size};
}

inline std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts(1);
    for (char c : text) {
        if (c == separator)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

inline void replace_all(std::string& in, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = in.find(from, at)) != std::string::npos; at += to.size())
        in.replace(at, from.size(), to);
}

/// Returns the code point that these bytes encode in UTF-8, or -1.
inline long code_point(std::string_view bytes) {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    if (bytes.size() == 1 && byte(0) < 0x80) return byte(0);
    if (bytes.size() < 2 || bytes.size() > 4) return -1;
    constexpr unsigned leads[] = {0xc0, 0xe0, 0xf0}, masks[] = {0xe0, 0xf0, 0xf8};
    constexpr long least[] = {0x80, 0x800, 0x10000};
    std::size_t const kind = bytes.size() - 2;
    if ((byte(0) & masks[kind]) != leads[kind]) return -1;
    long code = byte(0) & ~masks[kind];
    for (std::size_t i = 1; i < bytes.size(); ++i) {
        if ((byte(i) & 0xc0) != 0x80) return -1;
        code = code << 6 | (byte(i) & 0x3f);
    }
    return code < least[kind] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? -1 : code;
}

/// A character, or the longest incomplete prefix of one, at least a byte.
struct unit {
    std::string_view bytes;
    long code;  // or -1
};

/// Splits a text into units, trying all continuations of each prefix.
inline std::vector<unit> units(std::string_view text) {
    std::vector<unit> made;
    while (!text.empty()) {
        unit next{text.substr(0, 1), -1};
        for (std::size_t size = 1; size <= 4 && size <= text.size(); ++size) {
            std::string_view const start = text.substr(0, size);
            if (code_point(start) >= 0) {
                next = {start, code_point(start)};
                break;
            }
            for (std::size_t whole = size + 1; whole <= 4; ++whole)
                for (char fill : {'\x80', '\xbf'})
                    if (code_point(std::string(start) + std::string(whole - size, fill)) >= 0) next.bytes = start;
        }
        made.push_back(next);
        text.remove_prefix(next.bytes.size());
    }
    return made;
}

/// Splits a message into lines.
inline std::vector<std::string> lines_of(std::string text) {
    for (char const* each : {"\r\n", "\r", "\v", "\f", "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9"})
        replace_all(text, each, "\n");
    if (!text.empty() && text.back() == '\n') text.pop_back();
    return split(text, '\n');
}

/// Escapes a text as in names, and in messages on a terminal.
inline std::string printable(std::string_view text) {
    std::string made;
    for (unit const& each : units(text)) {
        bool const plain = each.code == '\t' || (each.code >= ' ' && each.code < 0x7f) ||
                           (each.code >= 0xa0 && each.code != 0x2028 && each.code != 0x2029);
        if (plain) made += each.bytes;
        for (char const c : plain ? std::string_view() : each.bytes) {
            char escaped[5];
            std::snprintf(escaped, sizeof escaped, "\\x%02x", static_cast<unsigned char>(c));
            made += c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : escaped;
        }
    }
    return made;
}

/// Writes a text as a JSON string.
inline std::string json_string(std::string_view text) {
    std::string made = "\"";
    for (unit const& each : units(text)) {
        char escaped[8];
        std::snprintf(escaped, sizeof escaped, "\\u%04lx", each.code);
        if (each.code < 0)
            made += "\xef\xbf\xbd";
        else if (each.code == '"' || each.code == '\\')
            made += "\\" + std::string(each.bytes);
        else if (each.code < ' ' || each.code == 0x7f)
            made += each.code == '\n' ? "\\n" : each.code == '\r' ? "\\r" : each.code == '\t' ? "\\t" : escaped;
        else
            made += each.bytes;
    }
    return made + "\"";
}

/// Checks a message about mistakes: lines of ASCII, three per mistake, the third with a caret below the text.
inline void check_message(std::string_view message, std::size_t mistakes) {
    for (char c : message) MUST(c == '\n' || (c >= ' ' && c <= '~'));
    MUST(message.empty() || message.back() == '\n');
    std::vector<std::string> const lines = split(message, '\n');
    MUST(lines.size() == mistakes * 3 + 1);
    for (std::size_t i = 0; i + 2 < lines.size(); i += 3) {
        MUST(lines[i].starts_with("sluice: ") && lines[i].size() < 400);
        MUST(lines[i + 1].starts_with("    ") && lines[i + 1].size() < 600);
        std::size_t const caret = lines[i + 2].find('^');
        MUST(lines[i + 2].find_first_not_of(' ') == caret &&
             lines[i + 2].find_first_not_of('~', caret + 1) == std::string::npos);
        MUST(caret >= 4 && lines[i + 2].size() <= lines[i + 1].size() + 1);  // below the text, or just after it
    }
}

}  // namespace fuzz
