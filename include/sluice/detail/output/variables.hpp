// Where records go: the variables that say it, and the file. Part of the runtime. Knows nothing of records.
//
// SHOP_LOGS_OUT, _FORMAT, _ESCAPE and _TRACE_ID_FILTER belong to SHOP_LOGS; SHOP_TRACE too.
#pragma once

#include "../base/text.hpp"
#include "line_format.hpp"
#include "../trace/start.hpp"
#include "../runtime/registry_state.hpp"
#include "stderr.hpp"

namespace sluice::detail {

/// The name of a variable beside the registry's own, and its value.
class SLUICE_DETAIL_HIDDEN companion_variable {
public:
    companion_variable(registry_state const& registry, text_view suffix, bool without_logs = false) noexcept {
        text_view name = registry.table.environment;
        constexpr text_view logs = "_LOGS";
        if (without_logs && name.size() > logs.size() && name.part(name.size() - logs.size()) == logs)
            name = name.part(0, name.size() - logs.size());
        name_.append(name);
        name_.append(suffix);
        name_.append('\0');
        name_.shorten(name_.view().size() - 1);
        if (char const* const value = environment_variable(name_.view().data()); value != nullptr) value_ = value;
    }

    [[nodiscard]] text_view name() const noexcept { return name_.view(); }
    /// Empty where it isn't set.
    [[nodiscard]] text_view value() const noexcept { return value_; }
    /// The same where it names a file or a folder: empty, with a message, where the program has rights of its own.
    [[nodiscard]] SLUICE_DETAIL_COLD text_view path(buffer& said) const noexcept {
        if (value_.empty() || path_variable(name_.view().data()) != nullptr) return value_;
        complain(said);
        said.append("not used, as this program has more rights than who runs it\n");
        return {};
    }
    /// Starts a message about it.
    void complain(buffer& said) const noexcept {
        said.append("sluice: ");
        said.append(name());
        said.append(": ");
    }

private:
    message_buffer name_;
    text_view value_;
};

/// True for "%p", "%r", "%h" and "%%".
[[nodiscard]] constexpr bool is_path_field(text_view text) noexcept {
    return text.size() > 1 && (text[1] == 'p' || text[1] == 'r' || text[1] == 'h' || text[1] == '%');
}

[[nodiscard]] constexpr bool names_rank(text_view pattern) noexcept {
    for (size_t i = 0; i + 1 < pattern.size(); ++i) {
        if (pattern[i] != '%') continue;
        if (pattern[++i] == 'r') return true;
    }
    return false;
}

/// The path with its fields filled in, and a NUL at the end.
SLUICE_DETAIL_COLD inline void expand_path(buffer& out, text_view pattern, int rank) noexcept {
    for (size_t i = 0; i < pattern.size(); ++i) {
        char const c = pattern[i];
        char const field = c == '%' && i + 1 < pattern.size() ? pattern[++i] : c;
        if (field == 'p' && c == '%')
            out.append_number(process_id());
        else if (field == 'r' && c == '%' && rank < 0)
            out.append("norank");
        else if (field == 'r' && c == '%')
            out.append_number(static_cast<unsigned>(rank));
        else if (field == 'h' && c == '%')
            out.append(host_name().text);
        else
            out.append(field);
    }
    out.append('\0');
}

/// What can't be done with a file, and why.
SLUICE_DETAIL_COLD inline void append_failure(buffer& out, text_view what, text_view pattern, int rank,
                                              int error) noexcept {
    message_buffer path;
    expand_path(path, pattern, rank);
    out.append(what);
    append_quoted(out, path.view().part(0, path.view().size() - 1));
    out.append(": ");
    out.append(error_text{error}.text);
}

/// Whether stderr gets colours: https://no-color.org and https://bixense.com/clicolors/ for the two variables.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool wants_colour(bool terminal) noexcept {
    auto const variable = [](char const* name) noexcept {
        char const* const value = environment_variable(name);
        return text_view{value == nullptr ? "" : value};
    };
    if (!variable("NO_COLOR").empty()) return false;
    text_view const force = variable("CLICOLOR_FORCE");
    if (!force.empty() && !(force == "0")) return true;
    return !(variable("TERM") == "dumb") && terminal;
}

SLUICE_DETAIL_COLD inline void close_output(output_state& output) noexcept {
    close_file(output.file);
    output.file_failed = false;
}

/// Reads the format. With the output's guard held.
SLUICE_DETAIL_COLD inline void read_format(registry_state& registry, buffer& said) noexcept {
    companion_variable const variable{registry, "_FORMAT"};
    text_view format = variable.value();
    if (format == "short" || format == "basic") format = basic_line_format;
    line_format_reader reader{format};
    line_fault const fault = format.empty() ? line_fault::none : check_line_format(reader);
    if (fault != line_fault::none) {
        variable.complain(said);
        said.append("the default format is used: ");
        explain_line_format(said, format, fault, reader);
        format = {};
    }
    registry.output.format.assign(format);
}

/// Reads the file's name. With the output's guard held.
SLUICE_DETAIL_COLD inline void read_path(registry_state& registry, buffer& said) noexcept {
    companion_variable const variable{registry, "_OUT"};
    output_state& output = registry.output;
    close_output(output);
    text_view path = variable.path(said);
    constexpr text_view only = ",only";
    bool const alone = path.size() >= only.size() && path.part(path.size() - only.size()) == only;
    if (alone) path = path.part(0, path.size() - only.size());
    if (alone && path.empty()) {
        variable.complain(said);
        said.append("there is no path in front of \",only\"; records go to stderr\n");
    }
    for (size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '%') continue;
        if (is_path_field(path.part(i))) {
            ++i;
            continue;
        }
        variable.complain(said);
        said.append("records go to stderr: behind a percent sign stands p (process id), r (rank), h (host) or %\n");
        append_place(said, path, i, 2);
        path = {};
    }
    output.path.assign(path);
    output.stderr_too = !alone || path.empty();
}

/// Whether control characters are to be made visible where this is a terminal or isn't. With the output's guard held.
[[nodiscard]] inline bool escapes(output_state const& output, bool is_terminal) noexcept {
    return output.escapes == escape::always || (output.escapes == escape::terminal && is_terminal);
}

/// Reads where control characters are made visible. With the output's guard held.
SLUICE_DETAIL_COLD inline void read_escape(registry_state& registry, buffer& said) noexcept {
    companion_variable const variable{registry, "_ESCAPE"};
    text_view const value = variable.value();
    constexpr text_view names[] = {"terminal", "always", "never"};  // in the order of `escape`
    escape& escapes = registry.output.escapes = escape::terminal;
    if (value == names[1]) escapes = escape::always;
    if (value == names[2]) escapes = escape::never;
    if (value.empty() || value == names[static_cast<unsigned char>(escapes)]) return;
    variable.complain(said);
    append_quoted(said, value);
    said.append(" is none of terminal, always and never; control characters are shown as text on a terminal\n");
}

/// An id without the white space and the brackets around it.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr text_view bare_id(text_view id) noexcept {
    auto const is_edge = [](char c) noexcept { return c == ' ' || c == '\t' || c == '[' || c == ']'; };
    while (!id.empty() && is_edge(id[0])) id = id.part(1);
    while (!id.empty() && is_edge(id[id.size() - 1])) id = id.part(0, id.size() - 1);
    return id;
}

/// Whether one of the filter's ids, which commas separate, is this one; an empty one never is.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool lists_id(text_view filter, text_view wanted) noexcept {
    for (wanted = bare_id(wanted); !filter.empty(); filter = filter.part(filter.find(',') + 1))
        if (!wanted.empty() && bare_id(filter.part(0, filter.find(','))) == wanted) return true;
    return false;
}

SLUICE_DETAIL_COLD inline void read_trace_ids(registry_state& registry, buffer& said) noexcept {
    companion_variable const variable{registry, "_TRACE_ID_FILTER"};
    text_view filter = variable.value();
    bool any = false;
    for (char c : filter) any = any || !(c == ',' || bare_id({&c, 1}).empty());
    if (!filter.empty() && !any) {
        variable.complain(said);
        said.append("there is no id in it, such as [0/0]; all records are shown\n");
        filter = {};
    }
    store_relaxed(registry.output.filters, registry.output.trace_ids.assign(filter) && !filter.empty());
}

/// Reads the variables beside the settings' one. With the hub's guard held.
SLUICE_DETAIL_COLD inline void read_companions(registry_state& registry, buffer& said) noexcept {
    turn const my{};
    {
        lock_guard const held{registry.output.guard};
        read_path(registry, said);
        read_format(registry, said);
        read_trace_ids(registry, said);
        read_escape(registry, said);
        registry.output.terminal = is_terminal(standard_error);
        registry.output.colour = wants_colour(registry.output.terminal);
    }
    start_trace(registry, companion_variable{registry, "_TRACE", true}.path(said));
}

/// Says that the file is not to be had, unless that is known, and when it is tried again.
SLUICE_DETAIL_COLD inline void report_file(registry_state& registry, text_view what, int error) noexcept {
    output_state& output = registry.output;
    output.file_retry = monotonic_nanoseconds() + retry_interval;
    if (output.file_failed) return;
    output.file_failed = true;
    message_buffer said;
    companion_variable const variable{registry, "_OUT"};
    variable.complain(said);
    append_failure(said, what, output.path.view(), load_relaxed(registry.rank), error);
    said.append("; records go to stderr\n");
    write_stderr(said.view());
}

/// Opens the file unless it is open. False where there is none, and the record is counted: for a while a file that
/// failed is not tried again. With the output's guard held.
SLUICE_DETAIL_COLD inline bool open_output(registry_state& registry) noexcept {
    output_state& output = registry.output;
    // In a child %p may make it another file.
    if (output.file.is_open() && (output.file.process != process_id() || !is_ours(output.file))) close_output(output);
    if (output.file_failed && monotonic_nanoseconds() < output.file_retry) {
        count_loss(output.file_loss, output.file_loss.error, false);
        return false;
    }
    if (output.file.is_open()) return true;
    message_buffer path;
    expand_path(path, output.path.view(), load_relaxed(registry.rank));
    output.file = open_for_appending(path.view().data());
    if (!output.file.is_open()) {
        int const error = errno;
        count_loss(output.file_loss, error, false);
        report_file(registry, "can't open ", error);
        return false;
    }
    output.file_is_terminal = is_terminal(output.file.number);
    return true;
}

/// Writes lines to the file, which is open, behind a note of those that it didn't get. False where they didn't get
/// there. With the output's guard held.
SLUICE_DETAIL_COLD inline bool write_to_file(registry_state& registry, text_view lines) noexcept {
    output_state& output = registry.output;
    output_name const name{registry.table.environment, "_OUT", "went to stderr"};
    int const error = write_or_count(output.file_loss, output.file.number, output.file.kind, name, lines);
    if (error != 0) report_file(registry, "can't write to ", error);
    if (error == 0) output.file_failed = false;
    return error == 0;
}

}  // namespace sluice::detail
