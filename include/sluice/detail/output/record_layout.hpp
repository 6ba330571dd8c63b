// A record into lines of text, by a line format; without one of its own, in the form of PyTorch's logs:
//
//     V1122 10:00:00.123456 12345 src/reader.cpp:42] [__plan_tree] text
//
// Every line of the text gets all that the format puts around it.
#pragma once

#include "../../record.hpp"
#include "../os/os.hpp"
#include "line_format.hpp"
#include "printable.hpp"

namespace sluice::detail {

/// How an output shows records.
struct line_style {
    line_format format;
    bool colour = false;
    bool escaped = false;  // control characters of messages; those of names always are
};

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

/// Puts a number of two digits, and the character after it.
SLUICE_DETAIL_ALWAYS_INLINE char* put_two(char* to, unsigned value, char after) noexcept {
    to[0] = static_cast<char>('0' + value / 10);
    to[1] = static_cast<char>('0' + value % 10);
    to[2] = after;
    return to + 3;
}

/// As glog writes it: 1122 10:00:00.123456.
SLUICE_DETAIL_OUT_OF_LINE inline void append_glog_time(buffer& out, wall_time const& time) noexcept {
    char text[22];
    char* end = put_two(text, time.month, '0') - 1;
    end = put_two(end, time.day, ' ');
    end = put_two(end, time.hour, ':');
    end = put_two(end, time.minute, ':');
    end = put_two(end, time.second, '.');
    unsigned const microseconds = time.nanosecond / 1000;
    end = put_two(end, microseconds / 10000, '0') - 1;
    end = put_two(end, microseconds / 100 % 100, '0') - 1;
    put_two(end, microseconds % 100, '\0');
    out.append({text, 20});
}
/// As Python's logging writes it: 2026-11-22 10:00:00,123.
SLUICE_DETAIL_COLD inline void append_python_time(buffer& out, wall_time const& time) noexcept {
    char text[16];
    out.append_number(time.year, 4);
    out.append('-');
    char* end = put_two(text, time.month, '-');
    end = put_two(end, time.day, ' ');
    end = put_two(end, time.hour, ':');
    end = put_two(end, time.minute, ':');
    put_two(end, time.second, ',');
    out.append({text, 15});
    out.append_number(time.nanosecond / 1000000, 3);
}

/// What a field stands for, without padding. `line` is a line of the message.
SLUICE_DETAIL_ALWAYS_INLINE void append_value(buffer& out, line_piece const& field, record const& from, text_view line,
                                              bool escaped) noexcept {
    text_view name;
    unsigned long long number = 0;
    switch (field.key) {
    case line_key::none: return out.append(field.text);
    case line_key::message: return escaped ? append_printable(out, line) : out.append(line);
    case line_key::glogtime: return append_glog_time(out, from.time);
    case line_key::asctime: return append_python_time(out, from.time);
    case line_key::shortlevel:
        return out.append("?VIWEC"[static_cast<unsigned char>(from.at) / 10 % 6]);
    case line_key::levelname:
        for (char c : to_text(from.at)) out.append(static_cast<char>(c - 'a' + 'A'));
        return;
    case line_key::name:
        append_printable(out, from.logger);  // of a record from elsewhere it is any text
        if (!from.artifact.empty()) out.append(".__");
        return out.append(from.artifact);
    case line_key::artifact: return out.append(from.artifact);
    case line_key::artifactprefix:
        if (from.artifact.empty()) return;
        out.append(" [__");
        out.append(from.artifact);
        return out.append(']');
    case line_key::pathname: name = from.file; break;
    case line_key::filename:
        name = from.file;
        for (size_t i = name.size(); i != 0; --i)
            if (is_path_separator(name[i - 1])) return append_printable(out, name.part(i));
        break;
    case line_key::func_name: name = from.function; break;
    case line_key::thread_name:
        if (from.thread == thread_id()) append_printable(out, thread_name().text);  // others' names are not to be had
        return;
    case line_key::traceprefix:
        if (!from.trace_id.empty()) out.append(' ');
        [[fallthrough]];
    case line_key::traceid: name = from.trace_id; break;
    case line_key::rankprefix:
    case line_key::rank:
        if (from.rank < 0) return;
        if (field.key == line_key::rankprefix) out.append("[rank");
        out.append_number(static_cast<unsigned>(from.rank));
        if (field.key == line_key::rankprefix) out.append("]:");
        return;
    case line_key::created:
        out.append_number(from.time.since_epoch);
        if (field.is_integer) return;
        out.append('.');
        return out.append_number(from.time.nanosecond / 1000, 6);
    case line_key::msecs: number = from.time.nanosecond / 1000000; break;
    case line_key::levelno: number = static_cast<unsigned char>(from.at); break;
    case line_key::lineno: number = from.line; break;
    case line_key::process: number = from.process; break;
    case line_key::thread: number = from.thread; break;
    }
    if (is_number(field.key))
        out.append_number(number);
    else if (plain_prefix(name) == name.size())
        out.append(name);
    else
        append_printable(out, name);
}

/// Pads the field that was appended from `first` on. Widths count characters, of which all bytes but the first look like
/// 10xxxxxx in UTF-8.
SLUICE_DETAIL_COLD inline void pad(buffer& out, size_t first, line_piece const& field) noexcept {
    size_t const size = out.size() - first;
    size_t characters = 0;
    for (char c : out.view().part(first)) characters += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    if (characters >= field.width) return;
    size_t const missing = field.width - characters;
    bool const zeros = field.zeros && !field.left && size != 0;  // a rank that isn't set is no number
    out.append_repeated(zeros ? '0' : ' ', missing);
    if (field.left || out.is_truncated()) return;
    memmove(out.data() + first + missing, out.data() + first, size);
    memset(out.data() + first, zeros ? '0' : ' ', missing);
}

/// Shortens a text that took all the memory there is, so that lines of it fit after it.
SLUICE_DETAIL_HIDDEN inline void leave_room_for_lines(buffer& text) noexcept {
    constexpr size_t room = 256;  // for what is around the message
    if (text.capacity() - text.size() >= room || text.grow(room)) return;
    text.shorten((text.capacity() - room) / 2);
    text.mark_truncated();
}

/// Appends a record's lines to the buffer, which holds its text already, and nothing else. Each line is ended by a
/// newline. A line break that ends the text ends its last line; it doesn't start an empty one. With a colour, what comes
/// before the message has it, or all where nothing does.
SLUICE_DETAIL_OUT_OF_LINE inline void lay_out(buffer& out, record const& from, line_style const& style) noexcept {
    line_piece const* const end = style.format.first + style.format.count;
    line_piece const* message = end;  // the first field of it
    size_t const size = out.size();   // of the text
    size_t head_size = 0;             // of what comes before the message, which all lines share
    size_t done = 0;                  // of the text
    do {
        // The text moves when the buffer grows.
        text_view rest = out.view().part(done, size - done);
        size_t const line_first = done, line_size = take_line(rest).size();
        done = size - rest.size();
        line_piece const* each = style.format.first;
        if (message != end) {
            each = message;
            out.grow(head_size);
            out.append(out.view().part(size, head_size));
        } else if (style.colour) {
            out.append(level_colour(from.at));
        }
        for (; each != end; ++each) {
            if (each->key == line_key::message) {
                if (message == end) {
                    if (style.colour && each != style.format.first) out.append(colour_end);
                    message = each;
                    head_size = out.size() - size;
                }
                out.grow(line_size * (style.escaped ? 4 : 1));
            }
            size_t const start = out.size();
            append_value(out, *each, from, out.view().part(line_first, line_size), style.escaped);
            if (each->width != 0) pad(out, start, *each);
        }
        if (style.colour && (message == style.format.first || message == end)) out.append(colour_end);
        out.append('\n');
    } while (done != size && message != end);
    out.mark_truncated("\n");
}

}  // namespace sluice::detail
