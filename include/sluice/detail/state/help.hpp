// What "help" prints: the tables, and the state that each name has now.
#pragma once

#include "../buffer.hpp"
#include "registry_state.hpp"

namespace sluice::detail {

inline void append_padded(buffer& out, text_view text, size_t width) noexcept {
    out.append(text);
    for (size_t i = text.size(); i < width; ++i) out.append(' ');
}

inline void append_help_row(buffer& out, text_view name, size_t width, text_view state,
                            text_view description) noexcept {
    out.append("  ");
    append_padded(out, name, width + 2);
    append_padded(out, state, 10);
    out.append(description);
    out.append('\n');
}

/// With the registry's guard held. `full` shows hidden rows and each component's loggers too.
inline void append_help(buffer& out, registry_state const& registry, bool full) noexcept {
    tables const& table = registry.table;
    plan const now = registry.settings.view();
    size_t width = 3;
    size_t hidden = 0;
    auto const measure = [&](text_view name, bool is_hidden) {
        if (is_hidden) ++hidden;
        if ((full || !is_hidden) && name.size() > width) width = name.size();
    };
    for (size_t i = 0; i < table.component_count; ++i) measure(table.components[i].name, table.components[i].hidden);
    for (size_t i = 0; i < table.artifact_count; ++i) measure(table.artifacts[i].name, table.artifacts[i].hidden);

    text_view const first = table.component_count == 0 ? text_view{"all"} : table.components[0].name;
    text_view const variable = table.environment;
    out.append(variable);
    out.append(" says what ");
    out.append(table.root);
    out.append(" logs: names, separated by commas.\n\n  ");
    append_padded(out, "+name", 14);
    out.append("debug and up\n  ");
    append_padded(out, "name", 14);
    out.append("info and up; an artifact: on\n  ");
    append_padded(out, "-name", 14);
    out.append("error and up\n  ");
    append_padded(out, "name=level", 14);
    out.append("debug, info, warning, error, critical or off; an artifact: on or off\n\nFor example ");
    out.append(variable);
    out.append("=\"+");
    out.append(first);
    if (table.artifact_count != 0) {
        out.append(",");
        out.append(table.artifacts[0].name);
    }
    out.append("\". \"all\" is every component; a.dotted.name is one logger.\n\nComponents\n");
    append_help_row(out, "all", width, to_text(resolve_logger(table.root, now, table)), "the root of all loggers");
    for (size_t i = 0; i < table.component_count; ++i) {
        component_row const& row = table.components[i];
        if (row.hidden && !full) continue;
        append_help_row(out, row.name, width, to_text(resolve_logger(table.logger_of(row), now, table)),
                        row.description);
        if (!full) continue;
        for (unsigned j = 0; j < row.logger_count; ++j) {
            append_padded(out, "", width + 14);
            out.append(j == 0 ? "  loggers: " : "           ");
            out.append(table.loggers[row.first_logger + j]);
            out.append('\n');
        }
    }
    if (table.artifact_count != 0) out.append("\nArtifacts\n");
    for (size_t i = 0; i < table.artifact_count; ++i) {
        artifact_row const& row = table.artifacts[i];
        if (row.hidden && !full) continue;
        append_help_row(out, row.name, width, resolve_artifact(i, now, table) <= row.at ? "on" : "off",
                        row.description);
    }
    if (hidden != 0 && !full) {
        out.append('\n');
        out.append_number(hidden);
        out.append(" more with ");
        out.append(variable);
        out.append("=+help\n");
    }
}

}  // namespace sluice::detail
