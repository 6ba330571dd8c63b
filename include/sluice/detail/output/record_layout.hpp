// Lays out a record as lines of text, in a line format; the default is the form of PyTorch's logs:
//
//     V1122 10:00:00.123456 12345 src/reader.cpp:42] [__plan_tree] text
//
// Every line of the text gets everything that the format puts around it.
#pragma once

#include "../../record.hpp"
#include "clock.hpp"
#include "line_format.hpp"
#include "machine_record.hpp"
#include "printable.hpp"

namespace sluice::detail {

/// The style of records in an output.
struct line_style {
    line_format format;
    bool colour = false;
    bool escaped = false;  // control characters of messages; those of names are always escaped
};

/// Returns the ANSI escape sequence for a level's colour.
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

[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE char level_letter(level at) noexcept {
    return "?VIWEC"[static_cast<unsigned char>(at) / 10 % 6];
}

// The numbers from 0 to 99, of two digits each.
SLUICE_DETAIL_HIDDEN inline constexpr char two_digits[] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
    "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

/// Writes a number of two digits, and the character after it.
SLUICE_DETAIL_ALWAYS_INLINE char* put_two(char* to, unsigned value, char after) noexcept {
    memcpy(to, two_digits + size_t{value} * 2, 2);
    to[2] = after;
    return to + 3;
}

/// Writes the time as glog does, 20 characters: 1122 10:00:00.123456.
SLUICE_DETAIL_OUT_OF_LINE inline char* put_glog_time(char* to, wall_time const& time) noexcept {
    to = put_two(to, time.month, '0') - 1;
    to = put_two(to, time.day, ' ');
    to = put_two(to, time.hour, ':');
    to = put_two(to, time.minute, ':');
    to = put_two(to, time.second, '.');
    unsigned const microseconds = time.nanosecond / 1000;
    to = put_two(to, microseconds / 10000, '0') - 1;
    to = put_two(to, microseconds / 100 % 100, '0') - 1;
    return put_two(to, microseconds % 100, '\0') - 1;
}
/// Writes a number; there must be room for 20 characters.
SLUICE_DETAIL_OUT_OF_LINE inline char* put_decimal(char* to, unsigned long long value) noexcept {
    char digits[40];
    char* first = digits + 20;
    for (; value > 0xffffffff; value /= 10) *--first = static_cast<char>('0' + value % 10);
    auto rest = static_cast<unsigned>(value);
    do *--first = static_cast<char>('0' + rest % 10);
    while ((rest /= 10) != 0);
    memcpy(to, first, 20);  // the maximum, in one copy
    return to + (digits + 20 - first);
}
/// Appends the time as Python's logging writes it: 2026-11-22 10:00:00,123.
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

/// Appends a field, without padding. `line` is a line of the message; for json and logfmt the whole message.
SLUICE_DETAIL_COLD inline void append_field(buffer& out, line_piece const& field, record const& from, text_view line,
                                            bool escaped) noexcept {
    text_view name;  // arbitrary text if the record is from submit()
    unsigned long long number = 0;
    switch (field.key) {
    case line_key::none: return out.append(field.text);
    case line_key::message: return escaped ? append_printable(out, line) : out.append(line);
    case line_key::glogtime:
        out.reserve(20);
        return out.shorten(static_cast<size_t>(put_glog_time(out.data() + out.size(), from.time) - out.data()));
    case line_key::asctime: return append_python_time(out, from.time);
    case line_key::isotime:
    case line_key::utctime:
    case line_key::json:
    case line_key::logfmt: return append_extended(out, field.key, from, line.size());
    case line_key::shortlevel: return out.append(level_letter(from.at));
    case line_key::levelname:
        for (char c : to_text(from.at)) out.append(static_cast<char>(c - 'a' + 'A'));
        return;
    case line_key::name:
        append_printable(out, from.logger);
        if (!from.artifact.empty()) append_filled(out, ".__$a", &from.artifact);
        return;
    case line_key::artifact: return out.append(from.artifact);
    case line_key::artifactprefix:
        if (!from.artifact.empty()) append_filled(out, " [__$a]", &from.artifact);
        return;
    case line_key::pathname: name = from.file; break;
    case line_key::filename:
    case line_key::module_name:
        name = from.file;
        for (size_t i = name.size(); i != 0; --i)
            if (is_path_separator(name[i - 1])) {
                name = name.part(i);
                break;
            }
        if (field.key == line_key::module_name)
            for (size_t i = name.size(); i > 1; --i)
                if (name[i - 1] == '.') {
                    name = name.part(0, i - 1);
                    break;
                }
        break;
    case line_key::func_name: name = from.function; break;
    case line_key::thread_name:
        if (from.thread == thread_id()) append_printable(out, thread_name().text);  // other threads' names are unknown
        return;
    case line_key::process_name: return append_printable(out, program_name());
    case line_key::traceprefix:
        if (!from.trace_id.empty()) out.append(' ');
        [[fallthrough]];
    case line_key::traceid:
    case line_key::task_name: name = from.trace_id; break;
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
    case line_key::relative_created: {
        unsigned long long const at = from.time.since_epoch * 1000000 + from.time.nanosecond / 1000;
        unsigned long long const start = load_relaxed(start_time);
        number = at > start ? at - start : 0;
        out.append_number(number / 1000);
        if (field.is_integer) return;
        out.append('.');
        return out.append_number(number % 1000, 3);
    }
    case line_key::msecs: number = from.time.nanosecond / 1000000; break;
    case line_key::levelno: number = static_cast<unsigned char>(from.at); break;
    case line_key::lineno: number = from.line; break;
    case line_key::process: number = from.process; break;
    case line_key::thread: number = from.thread; break;
    }
    if (is_number(field.key)) return out.append_number(number);
    append_printable(out, name);
}

/// Returns the maximum size of the default format's fields before the message: names may be escaped, each byte as four.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE size_t max_head_size(record const& from) noexcept {
    return 160 + 4 * (__builtin_strlen(from.file) + from.artifact.size() + from.trace_id.size());
}

/// Returns true if an optional field is empty.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE bool is_empty(line_key key, record const& from) noexcept {
    switch (key) {
    case line_key::artifactprefix: return from.artifact.empty();
    case line_key::traceprefix: return from.trace_id.empty();
    case line_key::rankprefix: return from.rank < 0;
    default: return false;
    }
}

/// Writes the fields of a format before its message, from this one on; there must be room for them. The default format
/// is known at compile time, so this is straight-line code.
template <class Format, size_t Piece = 0>
SLUICE_DETAIL_ALWAYS_INLINE char* put_head(char* to, buffer& out, record const& from) noexcept {
    constexpr line_piece const& field = line_pieces_of<Format>.of[Piece];
    if constexpr (field.key == line_key::message) {
        return to;
    } else {
        if constexpr (field.key == line_key::none) {
            memcpy(to, field.text.data(), field.text.size());
            to += field.text.size();
        } else if constexpr (field.key == line_key::shortlevel) {
            *to++ = level_letter(from.at);
        } else if constexpr (field.key == line_key::glogtime) {
            to = put_glog_time(to, from.time);
        } else if constexpr (field.key == line_key::process || field.key == line_key::lineno) {
            to = put_decimal(to, field.key == line_key::process ? from.process : from.line);
        } else if (text_view const file = field.key == line_key::pathname ? from.file : "";
                   field.key == line_key::pathname && plain_prefix(file) == file.size()) {
            memcpy(to, file.data(), file.size());
            to += file.size();
        } else if (!is_empty(field.key, from)) {
            out.shorten(static_cast<size_t>(to - out.data()));
            append_field(out, field, from, {}, false);
            to = out.data() + out.size();
        }
        return put_head<Format, Piece + 1>(to, out, from);
    }
}

/// Pads the field that was appended from `first` on. Widths count characters: all bytes but those of the form 10xxxxxx,
/// which continue a character in UTF-8.
SLUICE_DETAIL_COLD inline void pad(buffer& out, size_t first, line_piece const& field) noexcept {
    size_t const size = out.size() - first;
    size_t characters = 0;
    for (char c : out.view().part(first)) characters += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    if (characters >= field.width) return;
    size_t const missing = field.width - characters;
    bool const zeros = field.zeros && !field.left && size != 0;  // a rank that isn't set is not a number
    out.append_repeated(zeros ? '0' : ' ', missing);
    if (field.left || out.is_truncated()) return;
    memmove(out.data() + first + missing, out.data() + first, size);
    memset(out.data() + first, zeros ? '0' : ' ', missing);
}

/// Shortens a text that used up the memory, so that its lines fit after it.
SLUICE_DETAIL_HIDDEN inline void leave_room_for_lines(buffer& text) noexcept {
    constexpr size_t room = 256;  // for the rest of a line
    if (text.capacity() - text.size() >= room || text.grow(room)) return;
    text.shorten((text.capacity() - room) / 2);
    text.mark_truncated();
}

/// Appends the lines after the first, if the format ends with the message: the head, which is at the end of the text,
/// and the line unchanged.
SLUICE_DETAIL_OUT_OF_LINE inline void append_more_lines(buffer& out, size_t text_size, size_t done,
                                                        size_t head_size) noexcept {
    while (done != text_size) {
        text_view rest{out.data() + done, text_size - done};
        size_t const line_size = take_line(rest).size();
        out.reserve(head_size + line_size + 1);  // the text may move
        out.append({out.data() + text_size, head_size});
        out.append({out.data() + done, line_size});
        out.append('\n');
        done = text_size - rest.size();
    }
}

/// Appends a record's lines to the buffer, which holds only its text. Each line ends with a newline. A line break at
/// the end of the text doesn't start an empty line. With a colour, everything before the message has it, or the whole
/// line if nothing is before it.
SLUICE_DETAIL_OUT_OF_LINE inline void lay_out(buffer& out, record const& from, line_style const& style) noexcept {
    line_piece const* const end = style.format.first + style.format.count;
    line_piece const* message = end;  // its first field
    size_t const size = out.size();   // of the text
    bool const is_plain = plain_prefix(out.view()) == size;  // most texts are: one line, nothing to escape
    bool const is_escaped = style.escaped && !is_plain;
    size_t head_size = 0;             // of the part before the message, the same in all lines
    size_t done = 0;                  // of the text
    do {
        text_view rest{out.data() + done, size - done};
        size_t const line_first = done, line_size = is_plain ? size : take_line(rest).size();
        done = is_plain ? size : size - rest.size();
        line_piece const* each = style.format.first;
        if (message != end) {
            each = message;
            out.reserve(head_size);  // the text may move
            out.append({out.data() + size, head_size});
        } else {
            if (style.colour) out.append(level_colour(from.at));
            if (each == line_format_of<default_format>.first && out.has_room(max_head_size(from))) {
                char* const head = put_head<default_format>(out.data() + out.size(), out, from);
                out.shorten(static_cast<size_t>(head - out.data()));
                each = end - 1;  // the message
            }
        }
        for (; each != end; ++each) {
            if (each->key == line_key::message) {
                if (message == end) {
                    if (style.colour && each != style.format.first) out.append(colour_end);
                    message = each;
                    head_size = out.size() - size;
                }
                out.reserve(line_size * (is_escaped ? 4 : 1));
            }
            bool const is_record = each->key >= line_key::json;
            text_view const line{out.data() + (is_record ? 0 : line_first), is_record ? size : line_size};
            if (each->key == line_key::message && each->width == 0 && !is_escaped) {
                out.append(line);
                continue;
            }
            size_t const start = out.size();
            append_field(out, *each, from, line, is_escaped);
            if (each->width != 0) pad(out, start, *each);
        }
        bool const colour_all = style.colour && (message == style.format.first || message == end);
        if (colour_all) out.append(colour_end);
        out.append('\n');
        if (message + 1 == end && message->width == 0 && !is_escaped && !colour_all) {
            append_more_lines(out, size, done, head_size);
            break;
        }
    } while (done != size && message != end);
    out.mark_truncated("\n");
}

}  // namespace sluice::detail
