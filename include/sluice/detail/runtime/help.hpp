// The text that "help" prints: the tables, and the current state of each name. Pure.
#pragma once

#include "../base/suggest.hpp"
#include "../settings/resolve.hpp"

namespace sluice::detail {

/// Appends a line of columns. `width` is the length of the longest name.
SLUICE_DETAIL_COLD inline void append_help_row(buffer& out, text_view name, size_t width, text_view state,
                                               text_view description) noexcept {
    out.append("  ");
    out.append(name);
    out.append_repeated(' ', width + 2 - name.size());
    out.append(state);
    out.append_repeated(' ', 10 - state.size());
    out.append(description);
    out.append('\n');
}

// The text above the tables: a is the environment variable, b the registry; the others form an example.
SLUICE_DETAIL_HIDDEN inline constexpr text_view help_head =
    "$a selects what $b logs: names, separated by commas.\n"
    "\n"
    "  +name         debug and up\n"
    "  name          info and up; an artifact: on\n"
    "  -name         error and up\n"
    "  name=level    debug, info, warning, error, critical or off; an artifact: on or off\n"
    "\n"
    "For example $a=\"+$c$d$e\". \"all\" is every component; a.dotted.name is a logger and all below it.\n"
    "$a_OUT=path writes to a file too, $a_OUT=path,only to it alone; $a_FORMAT=short makes lines short.\n"
    "\nComponents\n";

/// Appends the tables, with the state of each row by these settings. `full` also shows hidden rows and each component's
/// loggers.
SLUICE_DETAIL_COLD inline void append_help(buffer& out, tables const& table, plan const& now, bool full) noexcept {
    size_t width = 3;  // of the longest name shown
    size_t hidden = 0;
    for (size_t i = 0; i < table.row_count(); ++i) {
        row const& each = table.row_at(i);
        if (each.hidden && !full)
            ++hidden;
        else if (each.name.size() > width)
            width = each.name.size();
    }

    bool const has_artifacts = table.artifact_count != 0;
    text_view const values[] = {table.environment, table.root, table.components[0].name, has_artifacts ? "," : "",
                                has_artifacts ? table.artifacts[0].name : ""};
    append_filled(out, help_head, values);
    append_help_row(out, "all", width, to_text(resolve_logger(table.root, now, table)), "the root of all loggers");
    for (size_t i = 0; i < table.row_count(); ++i) {
        if (i == table.component_count) out.append("\nArtifacts\n");
        row const& each = table.row_at(i);
        if (each.hidden && !full) continue;
        level const threshold = resolve_row(i, now, table);
        text_view state = to_text(threshold);
        if (i >= table.component_count)
            state = threshold <= table.artifacts[i - table.component_count].at ? "on" : "off";
        append_help_row(out, each.name, width, state, each.description);
        if (!full || i >= table.component_count) continue;
        component_row const& component = table.components[i];
        for (unsigned j = 0; j < component.logger_count; ++j)
            append_help_row(out, "", width, "", table.loggers[component.first_logger + j]);
    }
    if (hidden == 0) return;
    out.append('\n');
    out.append_number(hidden);
    append_filled(out, " more with $a=+help\n", &table.environment);
}

}  // namespace sluice::detail
