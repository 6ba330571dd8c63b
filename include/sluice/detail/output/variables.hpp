// The variables in addition to the registry's own, SHOP_LOGS_OUT and the others: the destinations and the format of
// records. The table at the end has a row for each variable. Independent of records.
#pragma once

#include "line_format.hpp"
#include "../settings/parse.hpp"
#include "writer.hpp"

namespace sluice::detail {

/// Selects the outputs in which control characters of messages are escaped.
enum class escape : unsigned char { terminal, always, never };

/// The values of the variables. Immutable once it is published: calls read it without a lock.
struct SLUICE_DETAIL_HIDDEN output_config {
    compiled_format format{};  // line format; empty: the default
    owned_text path{};         // of the file, with %p, %r and %h in it; empty: no file
    owned_text trace_ids{};    // ids to show, separated by commas; empty: all
    bool stderr_too = true;    // even if there is a file
    bool colour = false;       // on stderr
    bool on_terminal = false;  // stderr is a terminal
    escape escapes = escape::terminal;
    bool is_synchronous = false;  // logs.defer() has no effect
    SLUICE_DETAIL_EXTENDED_ONLY(bool is_quiet = false;)  // at the end of the program
    output_config* older = nullptr;  // calls may still read it

    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t size) noexcept { return malloc(size); }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void* made) noexcept { free(made); }

    [[nodiscard]] bool escapes_on(bool terminal) const noexcept {
        return escapes == escape::always || (escapes == escape::terminal && terminal);
    }
    SLUICE_DETAIL_COLD bool is_same(output_config const& other) const noexcept {
        return format.text.view() == other.format.text.view() && path.view() == other.path.view() &&
               trace_ids.view() == other.trace_ids.view() && stderr_too == other.stderr_too && colour == other.colour &&
               on_terminal == other.on_terminal && escapes == other.escapes &&
               is_synchronous == other.is_synchronous SLUICE_DETAIL_EXTENDED_ONLY(&& is_quiet == other.is_quiet);
    }
    SLUICE_DETAIL_COLD void release() noexcept {
        format.release();
        path.release();
        trace_ids.release();
    }
};

/// The configuration before the variables are read, and after memory ran out.
SLUICE_DETAIL_HIDDEN inline constinit output_config plain_output{};

/// A variable whose name is derived from the registry's own, and its value.
class SLUICE_DETAIL_HIDDEN derived_variable {
public:
    SLUICE_DETAIL_COLD derived_variable(text_view variable, text_view suffix) noexcept {
        name_.append(variable);
        name_.append(suffix);
        name_.append('\0');
        name_.shorten(name_.size() - 1);
        if (char const* const value = environment_variable(name_.data()); value != nullptr) value_ = unquoted(value);
    }

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR text_view name() const noexcept { return name_.view(); }
    /// Returns the value without white space and quotes around it; empty if the variable isn't set.
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR text_view value() const noexcept { return value_; }
    /// Returns the value if it names a file or a folder: empty, with a message, in a setuid, setgid or
    /// capability-carrying program.
    [[nodiscard]] SLUICE_DETAIL_COLD text_view path(buffer& messages) noexcept {
        if (value_.empty() || path_variable(name_.data()) != nullptr) return value_;
        begin_message(messages);
        messages.append("ignored, because this program has more rights than the user who runs it\n");
        return {};
    }
    SLUICE_DETAIL_COLD void begin_message(buffer& messages) const noexcept { append_name(messages, {name(), {}, {}}); }

private:
    local_buffer<64> name_;
    text_view value_;
};

SLUICE_DETAIL_MESSAGE inline void read_out(output_config& into, derived_variable& variable, buffer& messages) noexcept {
    text_view path = variable.path(messages);
    size_t comma = path.size();
    while (comma != 0 && path[comma - 1] != ',' && path[comma - 1] != ';') --comma;
    text_view const option = trimmed(path.part(comma));
    bool const alone = equal_ignoring_case(option, "only");
    bool const is_home = path.starts_with("~/");
    if (alone) path = unquoted(path.part(0, comma == 0 ? 0 : comma - 1));
    char const* const mistake =
        is_home                 ? "records go to stderr: only a shell replaces ~, and not in quotes: write the folder\n"
        : alone && path.empty() ? "there is no path before \",only\"; records go to stderr\n"
        : !alone && comma != 0  ? "the file is called $A; after a comma, \"only\" is all that is understood\n"
                                : "";
    if (*mistake != '\0') {
        variable.begin_message(messages);
        append_filled(messages, mistake, {path});
    }
    if (is_home || equal_ignoring_case(path, "stderr")) path = {};
    if (path == "-" || equal_ignoring_case(path, "stdout")) path = "/dev/stdout";
    for (size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '%') continue;
        constexpr text_view fields = "prh%";
        if (i + 1 < path.size() && fields.find(path[i + 1]) != fields.size()) {
            ++i;
            continue;
        }
        variable.begin_message(messages);
        messages.append(
            "records go to stderr: a percent sign is followed by p (process id), r (rank), h (host) or %\n");
        append_place(messages, path, i, 2);
        path = {};
    }
    into.path.assign(path);
    into.stderr_too = !alone || path.empty();
}

// Values of SHOP_LOGS_FORMAT in place of a format; the first two are PyTorch's.
SLUICE_DETAIL_HIDDEN inline constexpr spelling short_formats[] = {{"short", "%(levelname)s:%(name)s:%(message)s"},
                                                                  {"basic", "%(levelname)s:%(name)s:%(message)s"},
                                                                  {"json", "%(json)s"},
                                                                  {"logfmt", "%(logfmt)s"}};

SLUICE_DETAIL_MESSAGE inline void read_format(output_config& into, derived_variable& variable,
                                              buffer& messages) noexcept {
    text_view format = variable.value();
    spelling const* const short_for = find_spelling(short_formats, format);
    if (short_for != nullptr) format = short_for->ours;
    if (format.size() > 2 && format.part(format.size() - 2) == "\\n") format = format.part(0, format.size() - 2);
    line_format_reader reader{format};
    line_fault fault = format.empty() ? line_fault::none : check_line_format(reader);
    bool const is_used = fault == line_fault::none;
    if (is_used && !format.empty() && !reader.has_message) fault = line_fault::no_message;
    if (fault != line_fault::none) {
        variable.begin_message(messages);
        if (!is_used) messages.append("the default format is used: ");
        explain_line_format(messages, format, fault, reader);
    }
    if (is_used) into.format.assign(format);
}

SLUICE_DETAIL_MESSAGE inline void read_escape(output_config& into, derived_variable& variable,
                                              buffer& messages) noexcept {
    text_view const value = variable.value();
    if (equal_ignoring_case(value, "always")) into.escapes = escape::always;
    if (equal_ignoring_case(value, "never")) into.escapes = escape::never;
    if (!value.empty() && !equal_ignoring_case(value, "terminal") && into.escapes == escape::terminal) {
        variable.begin_message(messages);
        append_quoted(messages, value);
        messages.append(" must be terminal, always or never; control characters are escaped on a terminal\n");
    }
}

SLUICE_DETAIL_MESSAGE inline void read_defer(output_config& into, derived_variable& variable,
                                             buffer& messages) noexcept {
    text_view const value = variable.value();
    bool defers = true;
    if (!value.empty() && !read_on_or_off(value, defers)) {
        variable.begin_message(messages);
        append_quoted(messages, value);
        messages.append(" must be on or off; a program that defers its records does so\n");
        defers = true;
    }
    into.is_synchronous = !defers;
}

#if SLUICE_CFG_EXTENDED
SLUICE_DETAIL_MESSAGE inline void read_quiet(output_config& into, derived_variable& variable,
                                             buffer& messages) noexcept {
    text_view const value = variable.value();
    if (value.empty() || read_on_or_off(value, into.is_quiet)) return;
    variable.begin_message(messages);
    append_quoted(messages, value);
    messages.append(" must be 1 or 0; notes are written when the program ends\n");
}
#endif

/// Returns an id without the white space and brackets around it.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr text_view bare_id(text_view id) noexcept {
    constexpr text_view edges = " \t[]";
    while (!id.empty() && edges.find(id[0]) != edges.size()) id = id.part(1);
    while (!id.empty() && edges.find(id[id.size() - 1]) != edges.size()) id = id.part(0, id.size() - 1);
    return id;
}

/// Returns true if the filter, a list separated by commas, contains the id; an empty id never matches.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool lists_id(text_view filter, text_view wanted) noexcept {
    for (wanted = bare_id(wanted); !filter.empty(); filter = filter.part(filter.find(',') + 1))
        if (!wanted.empty() && bare_id(filter.part(0, filter.find(','))) == wanted) return true;
    return false;
}

SLUICE_DETAIL_MESSAGE inline void read_trace_ids(output_config& into, derived_variable& variable,
                                                 buffer& messages) noexcept {
    text_view const filter = variable.value();
    text_view rest = filter;
    while (!rest.empty() && bare_id(rest.part(0, rest.find(','))).empty()) rest = rest.part(rest.find(',') + 1);
    if (!rest.empty()) {
        into.trace_ids.assign(filter);
    } else if (!filter.empty()) {
        variable.begin_message(messages);
        messages.append("a filter needs an id, such as [0/0]; all records are shown\n");
    }
}

/// Returns true if stderr gets colours; for the variables see https://no-color.org and https://bixense.com/clicolors/.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool wants_colour(bool terminal) noexcept {
    auto const value_of = [](char const* name) noexcept {
        char const* const value = environment_variable(name);
        return text_view{value == nullptr ? "" : value};
    };
    if (!value_of("NO_COLOR").empty()) return false;
    text_view const force = value_of("CLICOLOR_FORCE");
    if (!force.empty() && !(force == "0")) return true;
    return terminal && !(value_of("TERM") == "dumb");
}

/// Returns a variable of the trace's folder: SHOP_TRACE or SHOP_DTRACE, for a registry whose variable is SHOP_LOGS.
[[nodiscard]] SLUICE_DETAIL_COLD inline derived_variable trace_variable(text_view name, bool detailed) noexcept {
    constexpr text_view logs = "_LOGS";
    if (name.size() > logs.size() && name.part(name.size() - logs.size()) == logs)
        name = name.part(0, name.size() - logs.size());
    return {name, detailed ? "_DTRACE" : "_TRACE"};
}

struct variable_row {
    char const* suffix;
    char const* description;
    void (*read)(output_config& into, derived_variable& variable, buffer& messages) noexcept;
};
SLUICE_DETAIL_HIDDEN inline constexpr variable_row variable_rows[] = {
    {"_OUT", "a file to write to as well; path,only: in place of stderr", read_out},
    {"_FORMAT",
     SLUICE_CFG_EXTENDED ? "short, json, logfmt, or the format of lines, such as %(levelname)s %(message)s"
                         : "short, or the format of lines, such as %(levelname)s %(message)s",
     read_format},
    {"_TRACE_ID_FILTER", "show only records with these contexts, such as [0/0],[0/1]", read_trace_ids},
    {"_ESCAPE", "escape control characters: on a terminal, always or never", read_escape},
    {"_DEFER", "off: records are written by the call, in programs that defer them", read_defer},
#if SLUICE_CFG_EXTENDED
    {"_QUIET", "1: no notes about the settings when the program ends", read_quiet},
#endif
};

// Suffixes that other tools have.
SLUICE_DETAIL_HIDDEN inline constexpr spelling foreign_suffixes[] = {
    {"_FILE", "_OUT"}, {"_PATH", "_OUT"}, {"_DEST", "_OUT"}, {"_LEVEL", ""}, {"_FILTER", "_TRACE_ID_FILTER"}};

/// Reads all variables of the registry whose own variable is `variable`.
SLUICE_DETAIL_COLD inline void read_variables(output_config& into, text_view variable, buffer& messages) noexcept {
    for (variable_row const& each : variable_rows) {
        derived_variable derived{variable, each.suffix};
        each.read(into, derived, messages);
    }
    into.on_terminal = is_terminal(standard_error);
    bool const for_machines = into.format.count == 1 && into.format.pieces[0].key >= line_key::json;
    into.colour = !for_machines && wants_colour(into.on_terminal);
}

}  // namespace sluice::detail
