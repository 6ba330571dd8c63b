// What "help" prints: the tables, and the state that each name has now.
#pragma once

#include "../base/text.hpp"
#include "../settings/resolve.hpp"

namespace sluice::detail {

SLUICE_DETAIL_COLD inline void append_padded(buffer& out, text_view text, size_t width) noexcept {
    out.append(text);
    for (size_t i = text.size(); i < width; ++i) out.append(' ');
}

SLUICE_DETAIL_COLD inline void append_help_row(buffer& out, text_view name, size_t width, text_view state,
                                               text_view description) noexcept {
    out.append("  ");
    append_padded(out, name, width + 2);
    append_padded(out, state, 10);
    out.append(description);
    out.append('\n');
}

// What stands above the tables: $V is the environment variable, $R the registry, $E an example.
SLUICE_DETAIL_HIDDEN inline constexpr text_view help_head =
    "$V says what $R logs: names, separated by commas.\n"
    "\n"
    "  +name         debug and up\n"
    "  name          info and up; an artifact: on\n"
    "  -name         error and up\n"
    "  name=level    debug, info, warning, error, critical or off; an artifact: on or off\n"
    "\n"
    "For example $V=\"+$E\". \"all\" is every component; a.dotted.name is one logger.\n"
    "$V_OUT=path writes to a file too, $V_OUT=path,only to it alone; $V_FORMAT=short makes lines short.\n";

/// `full` shows hidden rows and each component's loggers too.
SLUICE_DETAIL_COLD inline void append_help(buffer& out, tables const& table, plan const& now, bool full) noexcept {
    size_t const rows = table.component_count + table.artifact_count;
    size_t width = 3;  // of the longest name shown
    size_t hidden = 0;
    for (size_t i = 0; i < rows; ++i) {
        row const& each = table.row_at(i);
        if (each.hidden && !full)
            ++hidden;
        else if (each.name.size() > width)
            width = each.name.size();
    }

    for (size_t i = 0; i < help_head.size(); ++i) {
        char const c = help_head[i];
        if (c != '$')
            out.append(c);
        else if (char const what = help_head[++i]; what == 'V')
            out.append(table.environment);
        else if (what == 'R')
            out.append(table.root);
        else {
            out.append(table.components[0].name);
            if (table.artifact_count != 0) {
                out.append(',');
                out.append(table.artifacts[0].name);
            }
        }
    }

    out.append("\nComponents\n");
    append_help_row(out, "all", width, to_text(resolve_logger(table.root, now, table)), "the root of all loggers");
    for (size_t i = 0; i < rows; ++i) {
        if (i == table.component_count) out.append("\nArtifacts\n");
        row const& each = table.row_at(i);
        if (each.hidden && !full) continue;
        if (i >= table.component_count) {
            size_t const artifact = i - table.component_count;
            bool const on = resolve_artifact(artifact, now, table) <= table.artifacts[artifact].at;
            append_help_row(out, each.name, width, on ? "on" : "off", each.description);
            continue;
        }
        component_row const& component = table.components[i];
        append_help_row(out, each.name, width, to_text(resolve_logger(table.logger_of(component), now, table)),
                        each.description);
        for (unsigned j = 0; full && j < component.logger_count; ++j)
            append_help_row(out, "", width, "", table.loggers[component.first_logger + j]);
    }
    if (hidden != 0) {
        out.append('\n');
        out.append_number(hidden);
        out.append(" more with ");
        out.append(table.environment);
        out.append("=+help\n");
    }
}

}  // namespace sluice::detail
