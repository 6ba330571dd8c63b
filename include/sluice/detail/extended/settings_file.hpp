// Settings from files: reads the files that directives such as @shop.logs name, line by line, and makes one text of
// them and the other directives. Part of the runtime; only SLUICE_CFG_EXTENDED compiles it. Independent of changes of
// these files.
//
// A file has directives as the variable has, in one or more lines. A '#' at the start of a line, or after white space,
// starts a comment.
#pragma once

#include "../os/os.hpp"
#include "../runtime/configure.hpp"

namespace sluice::detail {

/// Limits of a file: bytes, and mistakes that are reported.
inline constexpr size_t max_settings_file = 1 << 20;
inline constexpr size_t max_file_messages = 20;

/// The reading of a text whose directives name files.
struct SLUICE_DETAIL_HIDDEN file_settings {
    registry_core const& core;
    text_view origin;
    buffer& messages;
    local_buffer<512> flat{};    // all directives, with those of files in place of the files' names
    local_buffer<512> source{};  // all directives, with absolute names of files
    bool is_variable;            // the text is that of the environment
    bool again;                  // the files have been read before
    size_t problem_count = 0;
    size_t file_count = 0;
    bool is_unsettled = false;
};

[[nodiscard]] SLUICE_DETAIL_HIDDEN inline bool may_name_file(text_view text) noexcept {
    bool starts = true;
    for (char c : text) {
        if (c == '@' && starts) return true;
        starts = c == ',' || c == '"' || c == '\'' || (starts && is_space(c));
    }
    return false;
}

/// Returns the path as it was written, for messages. append_absolute() leaves two separators before it.
[[nodiscard]] SLUICE_DETAIL_COLD inline text_view written_path(text_view path) noexcept {
    for (size_t i = 2; i < path.size(); ++i)
        if (path[i - 1] == path_separator && path[i - 2] == path_separator) return path.part(i);
    return path;
}

/// Appends a directive's path as an absolute one, and a NUL, which doesn't count. A path in the variable stays relative
/// to the folder in which it was first read, because programs change their folder.
SLUICE_DETAIL_COLD inline void append_absolute(buffer& out, text_view path, file_settings const& reading) noexcept {
    if (!is_absolute(path) && reading.is_variable) {
        settings_parser earlier{reading.core.state->shared->base.source.view(), reading.core.table};
        while (out.empty() && earlier.next())
            if (names_file(earlier.whole) && written_path(earlier.whole) == path) out.append(earlier.whole.part(1));
    }
    if (out.empty()) {
        if (!is_absolute(path)) append_current_folder(out);
        if (!out.empty()) out.append(path_separator);
        if (!out.empty()) out.append(path_separator);
        out.append(path);
    }
    out.append('\0');
    out.shorten(out.size() - 1);
}

/// Reports a mistake about a directive that names a file; a is the file, b the reason.
SLUICE_DETAIL_COLD inline void report_file(file_settings& reading, text_view origin, settings_parser const& at,
                                           text_view pattern, text_view path, text_view reason) noexcept {
    ++reading.problem_count;
    text_view const values[] = {path, reason};
    append_filled(reading.messages, "sluice: $a: ", {origin});
    append_filled(reading.messages, pattern, values);
    reading.messages.append('\n');
    if (reading.again && origin.data() == reading.origin.data()) return;
    append_place(reading.messages, at.text, static_cast<size_t>(at.whole.data() - at.text.data()), at.whole.size());
}

/// Reads the directives of a line.
SLUICE_DETAIL_COLD inline void read_line(file_settings& reading, text_view line, text_view origin) noexcept {
    settings_parser nested{line, reading.core.table};
    while (nested.next())
        if (names_file(nested.whole))
            report_file(reading, origin, nested, "a settings file can't name another one, as $A does", nested.whole,
                        {});
    parsed_settings read = read_settings(line, origin, reading.core, &reading.messages, true);
    reading.problem_count += read.problem_count;
    if (read.asked != request::none) {
        ++reading.problem_count;
        append_filled(reading.messages, "sluice: $a: help can't be used here\n", {origin});
    }
    read.good.release();
}

/// Reads the lines of a file.
SLUICE_DETAIL_COLD inline void read_lines(file_settings& reading, text_view lines, text_view name) noexcept {
    size_t const before = reading.problem_count;
    if (lines.starts_with("\xef\xbb\xbf")) lines = lines.part(3);
    for (size_t number = 1; !lines.empty(); ++number) {
        text_view line = lines.part(0, lines.find('\n'));
        lines = lines.part(line.size() + 1);
        size_t end = 0;
        while (end < line.size() && !(line[end] == '#' && (end == 0 || is_space(line[end - 1])))) ++end;
        line = unquoted(line.part(0, end));
        if (line.empty()) continue;
        reading.flat.append(line);
        reading.flat.append(',');
        if (reading.problem_count - before >= max_file_messages) continue;
        local_buffer<128> origin;
        append_filled(origin, "$a: $b:", {reading.origin, name});
        origin.append_number(number);
        read_line(reading, line, origin.view());
        if (reading.problem_count - before >= max_file_messages)
            append_filled(reading.messages, "sluice: $a: further mistakes are not reported\n", {origin.view()});
    }
}

/// Reads the file that a directive names.
SLUICE_DETAIL_COLD inline void read_named_file(file_settings& reading, settings_parser const& at) noexcept {
    text_view const written = trimmed(at.whole.part(1));
    if (written.empty()) return report_file(reading, reading.origin, at, "a path is missing after \"@\"", {}, {});
    if (written.starts_with("~/"))
        return report_file(reading, reading.origin, at,
                           "can't read $A: only a shell replaces ~, and not in quotes: write the folder", written, {});
    if (reading.is_variable && path_variable(reading.core.table.environment.data()) == nullptr)
        return report_file(reading, reading.origin, at,
                           "$A is not read, because this program has more rights than the user who runs it", written,
                           {});
    local_buffer<256> path;
    append_absolute(path, written, reading);
    reading.source.append('@');
    reading.source.append(path.view());
    reading.source.append(',');
    ++reading.file_count;
    text_view const shown = written_path(path.view());
    local_buffer<1024> content;
    int const error = read_text_file(path.data(), content, max_settings_file);
    if (error != 0 || content.empty()) reading.is_unsettled = true;
    if (error == 0) return read_lines(reading, content.view(), shown);
    report_file(reading, reading.origin, at, "can't read $A: $b", shown,
                error == not_a_regular_file ? "it is not a regular file"
                : error == EFBIG            ? "it has more than 1 MiB"
                                            : error_text{error}.text);
}

[[nodiscard]] SLUICE_DETAIL_HIDDEN inline parsed_settings read_with_files(text_view text, text_view origin,
                                                                          registry_core const& core, buffer* messages,
                                                                          bool again) noexcept {
    message_buffer discarded;
    file_settings reading{
        core, origin, messages == nullptr ? discarded : *messages, {}, {}, origin == core.table.environment, again};
    parsed_settings const first = read_settings(text, origin, core, again ? nullptr : messages, true);
    settings_parser parser{text, core.table};
    while (parser.next()) {
        if (names_file(parser.whole)) {
            read_named_file(reading, parser);
            continue;
        }
        reading.flat.append(parser.whole);
        reading.flat.append(',');
        reading.source.append(parser.whole);
        reading.source.append(',');
    }
    buffer* const ends[] = {&reading.flat, &reading.source};
    for (buffer* each : ends)
        if (!each->empty()) each->shorten(each->size() - 1);
    if (reading.flat.is_truncated() || reading.source.is_truncated()) {
        append_no_memory(reading.messages, origin);
        ++reading.problem_count;
    }
    parsed_settings made = read_settings(reading.flat.view(), origin, core, nullptr, true);
    if (reading.file_count != 0) made.good.source.assign(reading.source.view());
    made.problem_count = first.problem_count + reading.problem_count;
    made.file_problems = reading.problem_count;
    made.is_unsettled = reading.is_unsettled;
    made.asked = first.asked;
    owned_plan unused = first.good;
    unused.release();
    return made;
}

/// Says that the settings stay as they were.
SLUICE_DETAIL_COLD inline void append_unchanged(buffer& out, text_view origin) noexcept {
    append_filled(out, "sluice: $a: the settings stay as they were until this is corrected\n", {origin});
}

[[nodiscard]] SLUICE_DETAIL_HIDDEN inline bool keeps_bad_files(settings_layer& layer, parsed_settings& read,
                                                               text_view origin, buffer& messages) noexcept {
    if (read.file_problems == 0 || !(read.good.source.view() == layer.source.view())) return false;
    append_unchanged(messages, origin);
    read.good.release();
    return true;
}

}  // namespace sluice::detail
