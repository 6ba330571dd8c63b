// The text that "help" prints: the syntax of settings, the tables and modules with the current state of each name, and
// the variables with their values. Part of the runtime.
#pragma once

#include "../settings/resolve.hpp"
#include "extensions.hpp"

namespace sluice::detail {

/// A help text: rows of a name, a state and a description, which is wrapped.
struct SLUICE_DETAIL_HIDDEN help_text {
    buffer& out;
    size_t width;   // of the terminal
    size_t column;  // of the descriptions; 0: no names before them

    SLUICE_DETAIL_MESSAGE void add(text_view name, text_view state, text_view description) noexcept {
        size_t const line = out.size();
        if (column != 0) {
            out.append("  ");
            out.append(name);
            if (!state.empty()) out.append_repeated(' ', 2);
            if (!state.empty() && column > 12 + name.size() + 2)
                out.append_repeated(' ', column - 12 - name.size() - 2);
            out.append(state);
        }
        size_t at = out.size() - line;
        bool is_first = true;
        for (bool more = true; more; is_first = false) {
            text_view const word = description.part(0, description.find(' '));
            bool const fits = is_first ? at + 2 <= column || column == 0 : at + 1 + word.size() <= width;
            if (!fits) {
                out.append('\n');
                at = 0;
            }
            size_t const gap = is_first || !fits ? column - at : 1;
            out.append_repeated(' ', gap);
            out.append(word);
            at += gap + word.size();
            more = word.size() < description.size();
            description = description.part(word.size() + 1);
        }
        out.append('\n');
    }
};

// The rows above the tables: a is the environment variable, b the registry; c, d and e form an example.
struct help_row {
    char const* name;
    char const* text;
};
SLUICE_DETAIL_HIDDEN inline constexpr help_row help_head[] = {
    {"", "$a selects what $b logs: names, separated by commas.\n"},
    {"+name", "debug and up"},
    {"name", "info and up; an artifact: on"},
    {"-name", "error and up; an artifact: on too, as in PyTorch"},
    {"name=level", "debug, info, warning, error, critical or off; an artifact: on or off\n"},
    {"", "For example $a=\"+$c$d$e\". \"all\" is every component; a.dotted.name is a logger and all below it."},
    {"", "\nComponents"}};

/// Appends the tables, with the state of each row by the settings in force. `full` also shows hidden rows and each
/// component's loggers. With the hub's lock held.
SLUICE_DETAIL_MESSAGE inline void append_help(buffer& out, registry_state const& registry, bool full) noexcept {
    tables const& table = registry.core.table;
    plan const now = registry.in_force.view();
    size_t longest = 3;  // of the names shown
    size_t hidden = 0;
    for (size_t i = 0; i < table.row_count(); ++i) {
        row const& each = table.row_at(i);
        if (each.hidden && !full)
            ++hidden;
        else if (each.name.size() > longest)
            longest = each.name.size();
    }

    size_t const terminal = terminal_width(standard_error);
    help_text text{out, terminal == 0 ? 80 : terminal, 0};
    bool const has_artifacts = table.artifact_count != 0;
    text_view const values[] = {table.environment, table.root, table.components[0].name, has_artifacts ? "," : "",
                                has_artifacts ? table.artifacts[0].name : ""};
    local_buffer<256> line;
    for (help_row const& each : help_head) {
        line.clear();
        append_filled(line, each.text, values);
        text.column = *each.name == '\0' ? 0 : 16;
        text.add(each.name, "", line.view());
    }
    size_t const half = text.width / 2;
    text.column = longest + 14 < half ? longest + 14 : half;
    text.add("all", to_text(resolve_logger(table.root, now, table)), "the root of all loggers");
    for (size_t i = 0; i < table.row_count(); ++i) {
        bool const is_artifact = i >= table.component_count;
        if (i == table.component_count) out.append("\nArtifacts\n");
        row const& each = table.row_at(i);
        if (each.hidden && !full) continue;
        level const kept = registry.core.kept == nullptr ? level::debug : registry.core.kept[i];
        level threshold = resolve_row(i, now, table);
        if (threshold < kept) threshold = kept;
        text_view state = to_text(threshold);
        if (is_artifact) state = threshold <= table.artifacts[i - table.component_count].at ? "on" : "off";
        line.clear();
        text_view const lowest[] = {to_text(kept), each.description};
        append_filled(line,
                      kept == level::debug ? "$b"
                      : kept == level::off ? "[compiled out] $b"
                                           : "[compiled out below $a] $b",
                      lowest);
        text.add(each.name, state, line.view());
        if (!full || is_artifact) continue;
        component_row const& component = table.components[i];
        for (unsigned j = 0; j < component.logger_count; ++j)
            text.add("", "", table.loggers[component.first_logger + j]);
    }
    if (registry.modules != nullptr) out.append("\nModules met so far\n");
    for (module_state const* each = registry.modules; each != nullptr; each = each->next)
        text.add(each->logger, "", to_text(resolve_logger(each->logger, now, table)));

    out.append("\nVariables\n");
    size_t const names = table.environment.size() + 20;
    text.column = names < half ? names : half;
    constexpr size_t count = sizeof variable_rows / sizeof *variable_rows;
    for (size_t i = 0; i < count + 3; ++i) {
        derived_variable const each =
            i > count ? trace_variable(table.environment, i == count + 2)
                      : derived_variable{table.environment, i == 0 ? "" : variable_rows[i - 1].suffix};
        line.clear();
        if (!each.value().empty()) append_quoted(line, each.value());
        text_view const about[] = {i == 0           ? "the settings"
                                   : i == count + 1 ? "a folder for structured traces"
                                   : i == count + 2 ? "the same with detailed records"
                                                    : variable_rows[i - 1].description,
                                   each.value().empty() ? "" : "; now "};
        local_buffer<256> all;
        append_filled(all, "$a$b", about);
        all.append(line.view());
        text.add(each.name(), "", all.view());
    }
    if (hidden == 0) return;
    out.append('\n');
    out.append_number(hidden);
    append_filled(out, " more with $a=+help\n", &table.environment);
}

#if !SLUICE_CFG_EXTENDED
SLUICE_DETAIL_ALWAYS_INLINE void append_answers(buffer& out, registry_state const& registry, text_view,
                                                request last) noexcept {
    append_help(out, registry, last == request::full_help);
}
#endif

}  // namespace sluice::detail
