// What a log line is made of, in the notation of Python's logging module: "%(levelname)s:%(name)s:%(message)s". Pure:
// a format is checked once, at compile time where it stands in a table, and read anew for each record.
#pragma once

#include "../base/suggest.hpp"

namespace sluice::detail {

enum class line_key : unsigned char {
    message,
    name,
    levelname,
    levelno,
    shortlevel,
    artifact,
    artifactprefix,
    pathname,
    filename,
    lineno,
    func_name,
    asctime,
    glogtime,
    created,
    msecs,
    process,
    thread,
    thread_name,
    rank,
    rankprefix,
    traceid,
    traceprefix
};

struct line_key_name {
    text_view name;
    line_key key;
    bool is_number = false;
};

SLUICE_DETAIL_HIDDEN inline constexpr line_key_name line_keys[] = {
    {"message", line_key::message},                // a line of it
    {"name", line_key::name},                      // the logger; for an artifact its home logger, ".__" and its name
    {"levelname", line_key::levelname},            // DEBUG to CRITICAL
    {"levelno", line_key::levelno, true},          // 10 to 50
    {"shortlevel", line_key::shortlevel},          // V, I, W, E or C
    {"artifact", line_key::artifact},              // the artifact's name, or nothing
    {"artifactprefix", line_key::artifactprefix},  // " [__plan_tree]", or nothing
    {"pathname", line_key::pathname},              // the source file, relative to the source root
    {"filename", line_key::filename},              // its last part
    {"lineno", line_key::lineno, true},
    {"funcName", line_key::func_name},
    {"asctime", line_key::asctime},        // 2026-11-22 10:00:00,123
    {"glogtime", line_key::glogtime},      // 1122 10:00:00.123456
    {"created", line_key::created, true},  // seconds since 1970
    {"msecs", line_key::msecs, true},      // milliseconds of the second
    {"process", line_key::process, true},  // the process's id
    {"thread", line_key::thread, true},    // the thread's id
    {"threadName", line_key::thread_name},
    {"rank", line_key::rank, true},          // or nothing where none is set
    {"rankprefix", line_key::rankprefix},    // "[rank3]:", or nothing
    {"traceid", line_key::traceid},          // the context's text, or nothing
    {"traceprefix", line_key::traceprefix},  // " [0/0]", or nothing
};

/// PyTorch's line, which is the default.
SLUICE_DETAIL_HIDDEN inline constexpr text_view default_line_format =
    "%(rankprefix)s%(shortlevel)s%(glogtime)s %(process)d %(pathname)s:%(lineno)d]%(traceprefix)s%(artifactprefix)s "
    "%(message)s";
/// What "short" and "basic" stand for, in PyTorch too.
SLUICE_DETAIL_HIDDEN inline constexpr text_view basic_line_format = "%(levelname)s:%(name)s:%(message)s";

/// A piece of a format: text as it is, or a field.
struct line_piece {
    text_view text;  // empty for a field
    line_key key = line_key::message;
    bool is_number = false;
    bool left = false;       // flag '-'
    bool zeros = false;      // flag '0'
    char sign = '\0';        // flag '+' or ' '
    char conversion = '\0';  // 's', 'd' or 'f'
    unsigned width = 0;      // characters at least
    int precision = -1;      // characters at most; of 'f', digits of the fraction
};

enum class line_fault : unsigned char {
    none,
    no_field,
    stray_percent,
    no_end,
    unknown_key,
    bad_conversion,
    no_number,
    too_wide
};

/// Hands out the pieces of a format from left to right.
class SLUICE_DETAIL_HIDDEN line_format_reader {
public:
    static constexpr unsigned widest = 999;

    constexpr explicit line_format_reader(text_view format) noexcept : format_(format) {}

    /// False at the end, and at a fault.
    SLUICE_DETAIL_COLD constexpr bool next(line_piece& into) noexcept {
        if (at_ == format_.size()) return false;
        into = {};
        start_ = at_;
        if (format_[at_] != '%') {
            into.text = format_.part(at_, format_.part(at_).find('%'));
            at_ += into.text.size();
            return true;
        }
        ++at_;
        if (take('%')) {
            into.text = format_.part(start_, 1);
            return true;
        }
        if (!take('(')) return fail(line_fault::stray_percent, start_, 1);
        size_t const length = format_.part(at_).find(')');
        if (length == format_.size() - at_) return fail(line_fault::no_end, start_, length + 2);
        text_view const key = format_.part(at_, length);
        at_ += length + 1;
        if (!find_key(key, into)) return fail(line_fault::unknown_key, start_ + 2, length);
        return read_conversion(into);
    }

    [[nodiscard]] constexpr line_fault fault() const noexcept { return fault_; }
    /// The place of the fault.
    [[nodiscard]] constexpr size_t offset() const noexcept { return fault_offset_; }
    [[nodiscard]] constexpr size_t length() const noexcept { return fault_length_; }

private:
    text_view format_;
    size_t at_ = 0;
    size_t start_ = 0;  // of the piece
    line_fault fault_ = line_fault::none;
    size_t fault_offset_ = 0;
    size_t fault_length_ = 0;

    constexpr bool fail(line_fault fault, size_t offset, size_t length) noexcept {
        fault_ = fault;
        fault_offset_ = offset;
        fault_length_ = length;
        return false;
    }
    constexpr bool take(char wanted) noexcept {
        if (at_ == format_.size() || format_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    constexpr bool read_number(unsigned& into) noexcept {
        for (; at_ < format_.size() && format_[at_] >= '0' && format_[at_] <= '9'; ++at_) {
            into = into * 10 + static_cast<unsigned>(format_[at_] - '0');
            if (into > widest) return false;
        }
        return true;
    }
    static constexpr bool find_key(text_view name, line_piece& into) noexcept {
        for (line_key_name const& each : line_keys) {
            if (!(each.name == name)) continue;
            into.key = each.key;
            into.is_number = each.is_number;
            return true;
        }
        return false;
    }
    // Flags, width, precision and the letter, behind the key.
    SLUICE_DETAIL_COLD constexpr bool read_conversion(line_piece& into) noexcept {
        for (;;) {
            if (take('-'))
                into.left = true;
            else if (take('0'))
                into.zeros = true;
            else if (take('+'))
                into.sign = '+';
            else if (take(' '))
                into.sign = into.sign == '+' ? '+' : ' ';
            else if (!take('#'))  // means nothing for what we print
                break;
        }
        unsigned precision = 0;
        if (!read_number(into.width)) return fail(line_fault::too_wide, start_, at_ - start_);
        if (take('.')) {
            if (!read_number(precision)) return fail(line_fault::too_wide, start_, at_ - start_);
            into.precision = static_cast<int>(precision);
        }
        if (at_ == format_.size()) return fail(line_fault::bad_conversion, start_, at_ - start_);
        char const letter = format_[at_++];
        switch (letter) {
        case 's': into.conversion = 's'; return true;
        case 'd':
        case 'i':
        case 'u': into.conversion = 'd'; break;
        case 'f': into.conversion = 'f'; break;
        default: return fail(line_fault::bad_conversion, start_, at_ - start_);
        }
        return into.is_number || fail(line_fault::no_number, start_, at_ - start_);
    }
};

/// Reads all of a format. The reader says afterwards what is wrong.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr line_fault check_line_format(line_format_reader& reader) noexcept {
    line_piece piece;
    bool fields = false;
    while (reader.next(piece)) fields = fields || piece.text.empty();
    return reader.fault() != line_fault::none || fields ? reader.fault() : line_fault::no_field;
}

/// True for an artifact's own format, and where it has none.
consteval bool is_own_line_format(text_view format) noexcept {
    line_format_reader reader{format};
    return format.empty() || check_line_format(reader) == line_fault::none;
}

// The sentence for each fault, in the order of line_fault.
SLUICE_DETAIL_HIDDEN inline constexpr text_view line_fault_sentences[] = {
    "",
    "there is no field in it, such as %(message)s",
    "a percent sign starts a field, such as %(message)s; write %% for the sign itself",
    "a ')' is missing",
    "there is no such key; ",
    "a field ends in s, or for a number in d or f: %(message)s, %(lineno)5d",
    "this field is no number: end it in s",
    "fields are at most 999 wide",
};

/// What is wrong, as a sentence, and on two more lines where.
template <class Out>
SLUICE_DETAIL_COLD constexpr void explain_line_format(Out& out, text_view format, line_fault fault,
                                                      line_format_reader const& reader) {
    out.append(line_fault_sentences[static_cast<unsigned char>(fault)]);
    if (fault == line_fault::unknown_key) {
        nearest_name name{format.part(reader.offset(), reader.length())};
        for (line_key_name const& each : line_keys) name.consider(each.name);
        text_view const nearest = name.found;
        out.append(nearest.empty() ? "docs/output.md lists them" : "did you mean ");
        if (!nearest.empty()) append_quoted(out, nearest);
        if (!nearest.empty()) out.append("?");
    }
    out.append("\n");
    append_place(out, format, reader.offset(), reader.length());
}

}  // namespace sluice::detail
