// A record into lines of text, in the form of PyTorch's logs:
//
//     V1122 10:00:00.123456 12345 src/reader.cpp:42] [__plan_tree] text
//
// level letter and date, local time with microseconds, process, place, artifact; on every line of the text.
#pragma once

#include "../buffer.hpp"
#include "record.hpp"

namespace sluice::detail {

[[nodiscard]] constexpr char level_letter(level at) noexcept {
    switch (at) {
    case level::debug: return 'V';
    case level::info: return 'I';
    case level::warning: return 'W';
    case level::error: return 'E';
    default: return 'C';
    }
}

SLUICE_DETAIL_COLD inline void append_prefix(buffer& out, record const& from) noexcept {
    auto const number = [&out](int value, int width) {
        out.append_number(static_cast<unsigned long long>(value), width);
    };
    out.append(level_letter(from.at));
    number(from.time.month, 2);
    number(from.time.day, 2);
    out.append(' ');
    number(from.time.hour, 2);
    out.append(':');
    number(from.time.minute, 2);
    out.append(':');
    number(from.time.second, 2);
    out.append('.');
    number(from.time.microsecond, 6);
    out.append(' ');
    out.append_number(from.process);
    out.append(' ');
    out.append(from.file);
    out.append(':');
    out.append_number(from.line);
    out.append(']');
    if (from.artifact.empty()) return;
    out.append(" [__");
    out.append(from.artifact);
    out.append(']');
}

/// Each line of the text behind the prefix and a space, each ended by a newline. A newline that ends the text
/// ends its last line; it doesn't start an empty one.
SLUICE_DETAIL_COLD inline void lay_out(buffer& out, record const& from) noexcept {
    buffer prefix;
    append_prefix(prefix, from);
    text_view rest = from.text;
    do {
        size_t const end = rest.find('\n');
        out.append(prefix.view());
        out.append(' ');
        out.append(rest.part(0, end));
        out.append('\n');
        rest = rest.part(end + 1);
    } while (!rest.empty());
}

}  // namespace sluice::detail
