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

// The numbers from 0 to 99, of two digits each.
SLUICE_DETAIL_HIDDEN inline constexpr char two_digits[] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
    "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

/// Puts a number of two digits, and the character after it.
SLUICE_DETAIL_ALWAYS_INLINE char* put_two(char* to, unsigned value, char after) noexcept {
    memcpy(to, two_digits + value * 2, 2);
    to[2] = after;
    return to + 3;
}

/// Characters of a number or a time on their way into a line.
struct value_text {
    char characters[24];
};

/// As glog writes it: 1122 10:00:00.123456.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE text_view glog_time(value_text& in, wall_time const& time) noexcept {
    char* end = put_two(in.characters, time.month, '0') - 1;
    end = put_two(end, time.day, ' ');
    end = put_two(end, time.hour, ':');
    end = put_two(end, time.minute, ':');
    end = put_two(end, time.second, '.');
    unsigned const microseconds = time.nanosecond / 1000;
    end = put_two(end, microseconds / 10000, '0') - 1;
    end = put_two(end, microseconds / 100 % 100, '0') - 1;
    put_two(end, microseconds % 100, '\0');
    return {in.characters, 20};
}
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE text_view decimal(value_text& in, unsigned long long value) noexcept {
    char* const end = in.characters + sizeof in.characters;
    char* first = end;
    for (; value > 0xffffffff; value /= 10) *--first = static_cast<char>('0' + value % 10);
    auto rest = static_cast<unsigned>(value);
    do *--first = static_cast<char>('0' + rest % 10);
    while ((rest /= 10) != 0);
    return {first, static_cast<size_t>(end - first)};
}
/// Appends as Python's logging writes it: 2026-11-22 10:00:00,123.
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

/// Appends a field of those that the default format hasn't got, or that are empty there as a rule.
SLUICE_DETAIL_COLD inline void append_rare(buffer& out, line_piece const& field, record const& from) noexcept {
    text_view name;  // of a record from elsewhere it is any text
    switch (field.key) {
    case line_key::asctime: return append_python_time(out, from.time);
    case line_key::levelname:
        for (char c : to_text(from.at)) out.append(static_cast<char>(c - 'a' + 'A'));
        return;
    case line_key::name:
        append_printable(out, from.logger);
        if (!from.artifact.empty()) append_filled(out, ".__$a", &from.artifact);
        return;
    case line_key::artifact: return out.append(from.artifact);
    case line_key::artifactprefix: return append_filled(out, " [__$a]", &from.artifact);
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
    case line_key::traceid:
        if (field.key == line_key::traceprefix) out.append(' ');
        name = from.trace_id;
        break;
    case line_key::rankprefix:
    case line_key::rank:
        if (field.key == line_key::rankprefix) out.append("[rank");
        out.append_number(static_cast<unsigned>(from.rank));
        if (field.key == line_key::rankprefix) out.append("]:");
        return;
    case line_key::created:
        out.append_number(from.time.since_epoch);
        if (field.is_integer) return;
        out.append('.');
        return out.append_number(from.time.nanosecond / 1000, 6);
    case line_key::msecs: return out.append_number(from.time.nanosecond / 1000000);
    case line_key::levelno: return out.append_number(static_cast<unsigned char>(from.at));
    case line_key::thread: return out.append_number(from.thread);
    default: break;
    }
    append_printable(out, name);
}

/// Appends a field, without padding. `line` is a line of the message.
SLUICE_DETAIL_ALWAYS_INLINE void append_field(buffer& out, line_piece const& field, record const& from, text_view line,
                                              bool escaped) noexcept {
    value_text in;
    text_view value;
    switch (field.key) {
    case line_key::none: value = field.text; break;
    case line_key::message:
        value = line;
        if (escaped) return append_printable(out, value);
        break;
    case line_key::shortlevel: value = {&"?VIWEC"[static_cast<unsigned char>(from.at) / 10 % 6], 1}; break;
    case line_key::glogtime: value = glog_time(in, from.time); break;
    case line_key::lineno:
    case line_key::process: value = decimal(in, field.key == line_key::lineno ? from.line : from.process); break;
    case line_key::pathname:
        value = from.file;
        if (plain_prefix(value) != value.size()) return append_printable(out, value);
        break;
    case line_key::artifactprefix:
        if (from.artifact.empty()) return;
        return append_rare(out, field, from);
    case line_key::traceid:
    case line_key::traceprefix:
        if (from.trace_id.empty()) return;
        return append_rare(out, field, from);
    case line_key::rank:
    case line_key::rankprefix:
        if (from.rank < 0) return;
        return append_rare(out, field, from);
    default: return append_rare(out, field, from);
    }
    out.append_inlined(value);
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

/// Appends the fields of a format before its message. The default format's are known at compile time, so that this is
/// straight-line code. Returns the number of these pieces.
template <class Format, size_t Piece = 0>
SLUICE_DETAIL_ALWAYS_INLINE size_t append_head(buffer& out, record const& from) noexcept {
    constexpr line_piece field = line_pieces_of<Format>.of[Piece];
    if constexpr (field.key == line_key::message) {
        return Piece;
    } else {
        append_field(out, field, from, {}, false);
        return append_head<Format, Piece + 1>(out, from);
    }
}

/// Shortens a text that took all the memory there is, so that lines of it fit after it.
SLUICE_DETAIL_HIDDEN inline void leave_room_for_lines(buffer& text) noexcept {
    constexpr size_t room = 256;  // for what is around the message
    if (text.capacity() - text.size() >= room || text.grow(room)) return;
    text.shorten((text.capacity() - room) / 2);
    text.mark_truncated();
}

/// Appends the lines after the first, where nothing comes after the message: the head, which is at the end of the text,
/// and the line as it is.
SLUICE_DETAIL_OUT_OF_LINE inline void append_more_lines(buffer& out, size_t text_size, size_t done,
                                                        size_t head_size) noexcept {
    while (done != text_size) {
        text_view rest{out.data() + done, text_size - done};
        size_t const line_size = take_line(rest).size();
        out.reserve(head_size + line_size + 1);  // the text may move
        out.append({out.data() + text_size, head_size});
        out.append({out.data() + done, line_size});
        out.append_inlined("\n");
        done = text_size - rest.size();
    }
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
        text_view rest{out.data() + done, size - done};
        size_t const line_first = done, line_size = take_line(rest).size();
        done = size - rest.size();
        line_piece const* each = style.format.first;
        if (message != end) {
            each = message;
            out.reserve(head_size);  // the text may move
            out.append({out.data() + size, head_size});
        } else {
            if (style.colour) out.append(level_colour(from.at));
            if (each == line_format_of<default_format>.first) each += append_head<default_format>(out, from);
        }
        for (; each != end; ++each) {
            if (each->key == line_key::message) {
                if (message == end) {
                    if (style.colour && each != style.format.first) out.append(colour_end);
                    message = each;
                    head_size = out.size() - size;
                }
                out.reserve(line_size * (style.escaped ? 4 : 1));
            }
            size_t const start = out.size();
            append_field(out, *each, from, {out.data() + line_first, line_size}, style.escaped);
            if (each->width != 0) pad(out, start, *each);
        }
        bool const colour_all = style.colour && (message == style.format.first || message == end);
        if (colour_all) out.append(colour_end);
        out.append_inlined("\n");
        if (message + 1 == end && message->width == 0 && !style.escaped && !colour_all) {
            append_more_lines(out, size, done, head_size);
            break;
        }
    } while (done != size && message != end);
    out.mark_truncated("\n");
}

}  // namespace sluice::detail
