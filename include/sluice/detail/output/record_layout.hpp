// A record into lines of text, by a line format; without one of its own, in the form of PyTorch's logs:
//
//     V1122 10:00:00.123456 12345 src/reader.cpp:42] [__plan_tree] text
//
// Every line of the text gets all that the format puts around it.
#pragma once

#include "../../record.hpp"
#include "../base/text.hpp"
#include "line_format.hpp"
#include "printable.hpp"

namespace sluice::detail {

[[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr char level_letter(level at) noexcept {
    switch (at) {
    case level::debug: return 'V';
    case level::info: return 'I';
    case level::warning: return 'W';
    case level::error: return 'E';
    default: return 'C';
    }
}

/// ANSI's escape sequence for a level's colour.
[[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr text_view level_colour(level at) noexcept {
    switch (at) {
    case level::debug: return "\x1b[36m";    // cyan
    case level::info: return "\x1b[32m";     // green
    case level::warning: return "\x1b[33m";  // yellow
    case level::error: return "\x1b[31m";    // red
    default: return "\x1b[1;31m";            // bold red
    }
}
SLUICE_DETAIL_HIDDEN inline constexpr text_view colour_end = "\x1b[0m";

// A number of a date or a time, and what stands behind it.
struct time_part {
    unsigned long long value;
    int digits;
    char behind = '\0';
};
template <size_t Count>
SLUICE_DETAIL_HIDDEN void append_time(buffer& out, time_part const (&parts)[Count]) noexcept {
    for (time_part const& each : parts) {
        out.append_number(each.value, each.digits);
        if (each.behind != '\0') out.append(each.behind);
    }
}

/// As glog writes it: 1122 10:00:00.123456.
SLUICE_DETAIL_COLD inline void append_glog_time(buffer& out, wall_time const& time) noexcept {
    append_time(out, {{time.month, 2},
                      {time.day, 2, ' '},
                      {time.hour, 2, ':'},
                      {time.minute, 2, ':'},
                      {time.second, 2, '.'},
                      {time.nanosecond / 1000, 6}});
}
/// As Python's logging writes it: 2026-11-22 10:00:00,123.
SLUICE_DETAIL_COLD inline void append_python_time(buffer& out, wall_time const& time) noexcept {
    append_time(out, {{time.year, 4, '-'},
                      {time.month, 2, '-'},
                      {time.day, 2, ' '},
                      {time.hour, 2, ':'},
                      {time.minute, 2, ':'},
                      {time.second, 2, ','},
                      {time.nanosecond / 1000000, 3}});
}

/// Seconds or milliseconds, with `digits` digits of the nanoseconds behind them, and `least` in front.
SLUICE_DETAIL_COLD inline void append_fraction(buffer& out, unsigned long long whole, unsigned nanoseconds,
                                               int all_digits, int digits, int least = 1) noexcept {
    out.append_number(whole, least);
    if (digits <= 0) return;
    out.append('.');
    unsigned power = 1;
    for (int i = all_digits; i > digits; --i) power *= 10;
    if (all_digits != 0) out.append_number(nanoseconds / power, digits < all_digits ? digits : all_digits);
    for (int i = all_digits; i < digits; ++i) out.append('0');
}

/// What a field stands for, without padding.
SLUICE_DETAIL_COLD inline void append_value(buffer& out, line_piece const& field, record const& from,
                                            text_view line) noexcept {
    bool const fraction = field.conversion == 'f';
    int const digits = !fraction ? 0 : field.precision < 0 ? 6 : field.precision;
    int const least = field.conversion == 'd' ? field.precision : 1;
    unsigned long long number = 0;
    switch (field.key) {
    case line_key::message: return out.append(line);
    case line_key::name:
        append_printable(out, from.logger);  // of a record from elsewhere it is any text
        if (!from.artifact.empty()) out.append(".__");
        return out.append(from.artifact);
    case line_key::levelname:
        for (char c : to_text(from.at)) out.append(static_cast<char>(c - 'a' + 'A'));
        return;
    case line_key::shortlevel: return out.append(level_letter(from.at));
    case line_key::artifact: return out.append(from.artifact);
    case line_key::artifactprefix:
        if (from.artifact.empty()) return;
        out.append(" [__");
        out.append(from.artifact);
        return out.append(']');
    case line_key::pathname: return append_printable(out, from.file);
    case line_key::filename: {
        text_view const path = from.file;
        size_t last = 0;
        for (size_t i = 0; i < path.size(); ++i)
            if (is_path_separator(path[i])) last = i + 1;
        return append_printable(out, path.part(last));
    }
    case line_key::func_name: return append_printable(out, from.function);
    case line_key::asctime: return append_python_time(out, from.time);
    case line_key::glogtime: return append_glog_time(out, from.time);
    case line_key::created:
        return append_fraction(out, from.time.since_epoch, from.time.nanosecond, 9,
                               field.conversion == 's' ? 6 : digits, least);
    case line_key::msecs:
        return append_fraction(out, from.time.nanosecond / 1000000, from.time.nanosecond % 1000000, 6, digits,
                               least);
    case line_key::thread_name:
        if (from.thread == thread_id()) append_printable(out, thread_name().text);  // others' names are not to be had
        return;
    case line_key::rankprefix:
    case line_key::rank:
        if (from.rank < 0) return;
        if (field.key == line_key::rankprefix) out.append("[rank");
        append_fraction(out, static_cast<unsigned>(from.rank), 0, 0, digits, least);
        if (field.key == line_key::rankprefix) out.append("]:");
        return;
    case line_key::traceid: return append_printable(out, from.trace_id);
    case line_key::traceprefix:
        if (!from.trace_id.empty()) out.append(' ');
        return append_printable(out, from.trace_id);
    case line_key::levelno: number = static_cast<unsigned char>(from.at); break;
    case line_key::lineno: number = from.line; break;
    case line_key::process: number = from.process; break;
    case line_key::thread: number = from.thread; break;
    }
    append_fraction(out, number, 0, 0, digits, least);
}

/// A field with its padding.
SLUICE_DETAIL_COLD inline void append_field(buffer& out, line_piece const& field, record const& from,
                                            text_view line) noexcept {
    if (field.width == 0 && field.precision < 0 && field.sign == '\0') return append_value(out, field, from, line);
    local_buffer<1024> made;
    append_value(made, field, from, line);
    text_view value = made.view();
    bool const number = field.is_number && field.conversion != 's' && !value.empty();  // a rank that isn't set is none
    bool const sign = number && field.sign != '\0';

    // Widths count characters, of which all bytes but the first look like 10xxxxxx in UTF-8.
    auto const starts_character = [](char c) noexcept { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
    size_t characters = sign ? 1 : 0;
    size_t end = 0;
    for (; end < value.size(); ++end) {
        if (!starts_character(value[end])) continue;
        if (!number && field.precision >= 0 && characters == static_cast<size_t>(field.precision)) break;
        ++characters;
    }
    value = value.part(0, end);
    bool const zeros = number && field.zeros;
    auto const pad = [&](char with) noexcept {
        for (size_t i = characters; i < field.width; ++i) out.append(with);
    };
    if (!field.left && !zeros) pad(' ');
    if (sign) out.append(field.sign);
    if (!field.left && zeros) pad('0');
    out.append(value);
    if (field.left) pad(' ');
}

/// The pieces that are left, up to the message.
SLUICE_DETAIL_COLD inline line_piece append_up_to_message(buffer& out, line_format_reader& format,
                                                          record const& from) noexcept {
    line_piece piece;
    while (format.next(piece)) {
        if (!piece.text.empty())
            out.append(piece.text);
        else if (piece.key == line_key::message)
            return piece;
        else
            append_field(out, piece, from, "");
    }
    return {};
}

/// Each line of the text by the format, each ended by a newline. A line break that ends the text ends its last line; it
/// doesn't start an empty one. With a colour, what stands in front of the message has it, or all where nothing does.
/// `escaped`: also the control characters of the message; those of names always are.
SLUICE_DETAIL_COLD inline void lay_out(buffer& out, record const& from, text_view format, bool colour = false,
                                       bool escaped = false) noexcept {
    line_format_reader reader{format};
    local_buffer<1024> head;
    if (colour) head.append(level_colour(from.at));
    line_piece const message = append_up_to_message(head, reader, from);
    bool const colour_all = colour && head.view() == level_colour(from.at);
    if (colour && !colour_all) head.append(colour_end);
    text_view rest = from.text;
    do {
        text_view line = take_line(rest);
        local_buffer<1024> visible;
        if (escaped) {
            append_printable(visible, line);
            visible.mark_truncated();
            line = visible.view();
        }
        out.append(head.view());
        if (message.conversion != '\0') append_field(out, message, from, line);
        line_format_reader tail = reader;
        for (line_piece again = append_up_to_message(out, tail, from); again.conversion != '\0';
             again = append_up_to_message(out, tail, from))
            append_field(out, again, from, line);
        if (colour_all) out.append(colour_end);
        out.append('\n');
    } while (!rest.empty() && message.conversion != '\0');
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME void lay_out_record(buffer& lines, record const& from, text_view format) noexcept {
    line_format_reader reader{format};
    if (format.empty() || check_line_format(reader) != line_fault::none) format = from.line_format;
    lay_out(lines, from, format.empty() ? default_line_format : format);
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
