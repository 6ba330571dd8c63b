// The format of a log line, in the notation of Python's logging: "%(levelname)s:%(name)s:%(message)s". Pure: a format
// is parsed into pieces once, at compile time if it is in a table.
#pragma once

#include "../base/suggest.hpp"
#include "../base/text.hpp"

namespace sluice::detail {

enum class line_key : unsigned char {
    none,  // literal text
    message,
    name,
    levelname,
    levelno,
    shortlevel,
    artifact,
    artifactprefix,
    pathname,
    filename,
    module_name,
    lineno,
    func_name,
    asctime,
    isotime,
    utctime,
    glogtime,
    created,
    msecs,
    relative_created,
    process,
    thread,
    thread_name,
    process_name,
    task_name,
    rank,
    rankprefix,
    traceid,
    traceprefix,
    json,
    logfmt
};

// In the order of line_key.
SLUICE_DETAIL_HIDDEN inline constexpr text_view line_keys[] = {
    "",
    "message",         // a line of the message
    "name",            // the logger; for an artifact its home logger, ".__" and its name
    "levelname",       // DEBUG to CRITICAL
    "levelno",         // 10 to 50
    "shortlevel",      // V, I, W, E or C
    "artifact",        // the artifact's name, or nothing
    "artifactprefix",  // " [__plan_tree]", or nothing
    "pathname",        // the source file, relative to the source root
    "filename",        // the last part of the path
    "module",          // the same without what follows its last dot
    "lineno",
    "funcName",
    "asctime",      // 2026-11-22 10:00:00,123
    "isotime",      // 2026-11-22T10:00:00.123456+01:00
    "utctime",      // 2026-11-22T09:00:00.123456Z
    "glogtime",     // 1122 10:00:00.123456
    "created",      // seconds since 1970, with six digits after the point
    "msecs",        // milliseconds of the second
    "relativeCreated",  // milliseconds since the first registry was configured, with three digits after the point
    "process",          // the process's id
    "thread",           // the thread's id
    "threadName",
    "processName",  // the program's
    "taskName",     // the context's text, or nothing
    "rank",         // or nothing if none is set
    "rankprefix",   // "[rank3]:", or nothing
    "traceid",      // the context's text, or nothing
    "traceprefix",  // " [0/0]", or nothing
    "json",         // the record, with its message, as a JSON object on one line
    "logfmt",       // the same as key=value
};

/// Returns true if the key stands for a number, which "%(key)d" may print.
[[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr bool is_number(line_key key) noexcept {
    return key == line_key::levelno || key == line_key::lineno ||
           (key >= line_key::created && key <= line_key::thread) || key == line_key::rank;
}

/// Returns true if only SLUICE_CFG_EXTENDED compiles the key's value.
[[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr bool is_extended(line_key key) noexcept {
    return key == line_key::isotime || key == line_key::utctime || key >= line_key::json;
}

/// PyTorch's line format, which is the default.
SLUICE_DETAIL_HIDDEN inline constexpr text_view default_line_format =
    "%(rankprefix)s%(shortlevel)s%(glogtime)s %(process)d %(pathname)s:%(lineno)d]%(traceprefix)s%(artifactprefix)s "
    "%(message)s";

/// A piece of a format: literal text, or a field.
struct line_piece {
    text_view text;  // empty for a field
    line_key key = line_key::none;
    bool left = false;         // padded on the right
    bool zeros = false;        // padded with zeros
    bool is_integer = false;   // for "%(created)d": without the digits after the point
    unsigned short width = 0;  // minimum, in characters
};

/// The pieces of a format, owned elsewhere.
struct line_format {
    line_piece const* first = nullptr;
    size_t count = 0;
};

enum class line_fault : unsigned char {
    none,
    no_field,
    stray_percent,
    no_end,
    unknown_key,
    bad_end,
    no_number,
    too_wide,
    not_compiled,
    no_message  // only a warning
};

/// Parses the pieces of a format from left to right.
class SLUICE_DETAIL_HIDDEN line_format_reader {
public:
    SLUICE_DETAIL_ACCESSOR constexpr explicit line_format_reader(text_view format) noexcept : format_(format) {}

    /// Parses the next piece. Returns false at the end, and at a fault.
    SLUICE_DETAIL_COLD constexpr bool next(line_piece& into) noexcept {
        if (at_ == format_.size()) return false;
        into = {};
        start_ = at_;
        if (format_[at_] != '%' || peek(1) == '%') {  // "%%" is the sign itself
            bool const sign = format_[at_] == '%';
            into.text = sign ? format_.part(at_, 1) : format_.part(at_, format_.part(at_).find('%'));
            at_ += into.text.size() + (sign ? 1 : 0);
            return true;
        }
        if (peek(1) != '(') return fail(line_fault::stray_percent, start_, 1);
        text_view key = format_.part(at_ + 2);
        if (key.find(')') == key.size()) return fail(line_fault::no_end, start_, key.size() + 2);
        key = key.part(0, key.find(')'));
        at_ += key.size() + 3;
        size_t number = sizeof line_keys / sizeof *line_keys - 1;
        while (number != 0 && !(line_keys[number] == key)) --number;
        if (number == 0) return fail(line_fault::unknown_key, start_ + 2, key.size());
        into.key = static_cast<line_key>(number);
        if (!SLUICE_CFG_EXTENDED && is_extended(into.key)) return fail(line_fault::not_compiled, start_ + 2, key.size());
        has_message = has_message || into.key == line_key::message || into.key >= line_key::json;
        for (; peek(0) == '-' || peek(0) == '0'; ++at_) (peek(0) == '-' ? into.left : into.zeros) = true;
        for (; peek(0) >= '0' && peek(0) <= '9'; ++at_) {
            into.width = static_cast<unsigned short>(into.width * 10 + (peek(0) - '0'));
            if (into.width > max_width) return fail(line_fault::too_wide, start_, at_ + 1 - start_);
        }
        char const end = peek(0);
        if (end != 's' && end != 'd' && end != 'f')
            return fail(line_fault::bad_end, start_, at_ + (end != '\0') - start_);
        ++at_;
        into.is_integer = end == 'd';
        into.zeros = into.zeros && is_number(into.key);
        return end == 's' || is_number(into.key) || fail(line_fault::no_number, start_, at_ - start_);
    }

    bool has_message = false;  // in what was read

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr line_fault fault() const noexcept { return fault_; }
    /// Returns the place of the fault.
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr size_t offset() const noexcept { return fault_offset_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr size_t length() const noexcept { return fault_length_; }

private:
    static constexpr unsigned max_width = 999;

    text_view format_;
    size_t at_ = 0;
    size_t start_ = 0;  // of the current piece
    line_fault fault_ = line_fault::none;
    size_t fault_offset_ = 0;
    size_t fault_length_ = 0;

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr char peek(size_t ahead) const noexcept {
        return at_ + ahead < format_.size() ? format_[at_ + ahead] : '\0';
    }
    constexpr bool fail(line_fault fault, size_t offset, size_t length) noexcept {
        fault_ = fault;
        fault_offset_ = offset;
        fault_length_ = length;
        return false;
    }
};

/// Parses a whole format, and stores its pieces, unless `to` is null. Returns the number of them; the reader holds the
/// fault, if there is one.
SLUICE_DETAIL_COLD constexpr size_t read_line_format(line_format_reader& reader, line_piece* to) noexcept {
    line_piece piece;
    size_t count = 0;
    while (reader.next(piece)) {
        if (to != nullptr) to[count] = piece;
        ++count;
    }
    return count;
}

/// A format that is parsed at run time, with its pieces.
struct SLUICE_DETAIL_HIDDEN compiled_format {
    owned_text text{};
    line_piece* pieces = nullptr;
    size_t count = 0;

    [[nodiscard]] line_format view() const noexcept { return {pieces, count}; }
    /// Copies and parses a format that has no faults. Empty if memory runs out.
    SLUICE_DETAIL_COLD void assign(text_view format) noexcept {
        release();
        if (format.empty() || !text.assign(format)) return;
        line_format_reader counted{text.view()};
        line_format_reader read{text.view()};
        pieces = static_cast<line_piece*>(malloc(read_line_format(counted, nullptr) * sizeof(line_piece)));
        if (pieces == nullptr) return release();
        count = read_line_format(read, pieces);
    }
    SLUICE_DETAIL_COLD void release() noexcept {
        free(pieces);
        pieces = nullptr;
        count = 0;
        text.release();
    }
};

[[nodiscard]] SLUICE_DETAIL_COLD constexpr line_fault check_line_format(line_format_reader& reader) noexcept {
    line_piece piece;
    bool any = false;
    while (reader.next(piece)) any = any || piece.text.empty();
    return reader.fault() != line_fault::none || any ? reader.fault() : line_fault::no_field;
}

/// Returns true for an artifact's valid format, and if it has none.
consteval bool is_own_line_format(text_view format) noexcept {
    line_format_reader reader{format};
    return format.empty() || check_line_format(reader) == line_fault::none;
}

template <size_t Count>
struct line_pieces {
    line_piece of[Count + 1];
};
/// The pieces of a format that is known at compile time, which the class's get() returns.
template <class Format>
SLUICE_DETAIL_HIDDEN inline constexpr auto line_pieces_of = [] {
    constexpr size_t count = [] {
        line_format_reader reader{Format::get()};
        return read_line_format(reader, nullptr);
    }();
    line_pieces<count> made{};
    line_format_reader reader{Format::get()};
    read_line_format(reader, made.of);
    return made;
}();
template <class Format>
SLUICE_DETAIL_HIDDEN inline constexpr line_format line_format_of{
    line_pieces_of<Format>.of, sizeof line_pieces_of<Format>.of / sizeof(line_piece) - 1};

struct default_format {
    static constexpr text_view get() noexcept { return default_line_format; }
};

// In the order of line_fault.
SLUICE_DETAIL_HIDDEN inline constexpr text_view line_fault_sentences[] = {
    "",
    "a format needs a field, such as %(message)s",
    "a percent sign starts a field, such as %(message)s; write %% for the sign itself",
    "a ')' is missing",
    "unknown key",
    "a field ends with s, or for a number with d or f, after an optional width: %(message)s, %(lineno)5d",
    "this field is not a number: end it with s",
    "fields are at most 999 wide",
    "this program lacks the key, because it is compiled with SLUICE_CFG_EXTENDED=0",
    "the message of a record isn't shown, because the format has no %(message)s",
};

// Keys of other tools.
SLUICE_DETAIL_HIDDEN inline constexpr spelling foreign_keys[] = {
    {"level", "levelname"},   {"severity", "levelname"}, {"time", "asctime"}, {"date", "asctime"},
    {"timestamp", "asctime"}, {"msg", "message"},        {"text", "message"}, {"logger", "name"},
    {"component", "name"},    {"file", "filename"},      {"line", "lineno"},  {"function", "funcName"},
    {"func", "funcName"},     {"pid", "process"},        {"tid", "thread"}};

/// Appends the message of a fault, and its place on two more lines.
SLUICE_DETAIL_MESSAGE constexpr void explain_line_format(buffer& out, text_view format, line_fault fault,
                                                         line_format_reader const& reader) noexcept {
    out.append(line_fault_sentences[static_cast<unsigned char>(fault)]);
    text_view const key = format.part(reader.offset(), reader.length());
    nearest_name name{key};
    if (fault == line_fault::unknown_key) {
        for (text_view each : line_keys) name.consider(each);
        spelling const* const word = find_spelling(foreign_keys, key);
        if (word != nullptr) name.found = word->ours;
        if (!name.found.empty()) append_filled(out, "; did you mean $A?", &name.found);
    }
    if (name.found.empty() &&
        (fault == line_fault::unknown_key || fault == line_fault::stray_percent || fault == line_fault::no_field)) {
        char const* before = "; the keys are ";
        for (text_view each : line_keys) {
            if (each.empty()) continue;
            out.append(before);
            out.append(each);
            before = ", ";
        }
    }
    out.append('\n');
    append_place(out, format, reader.offset(), reader.length());
}

}  // namespace sluice::detail
