// The answer to "help=json": the tables, modules and variables that help prints, as one JSON object (RFC 8259) on one
// line, for tools. Only SLUICE_CFG_EXTENDED compiles it. Independent of settings' syntax.
#pragma once

#include "../base/utf8.hpp"
#include "../runtime/help.hpp"

namespace sluice::detail {

/// Writes JSON values, with the commas between them.
struct SLUICE_DETAIL_HIDDEN json_answer {
    buffer& out;

    SLUICE_DETAIL_MESSAGE void separate() noexcept {
        char const last = out.empty() ? '{' : out.view()[out.size() - 1];
        if (last != '{' && last != '[' && last != ':' && last != '\n') out.append(',');
    }
    SLUICE_DETAIL_MESSAGE void open(char bracket) noexcept {
        separate();
        out.append(bracket);
    }
    SLUICE_DETAIL_MESSAGE void key(text_view name) noexcept {
        separate();
        append_json_string(out, name);
        out.append(':');
    }
    SLUICE_DETAIL_MESSAGE void text(text_view name, text_view value) noexcept {
        key(name);
        append_json_string(out, value);
    }
    SLUICE_DETAIL_MESSAGE void number(text_view name, unsigned long long value) noexcept {
        key(name);
        out.append_number(value);
    }
    SLUICE_DETAIL_MESSAGE void flag(text_view name, bool value) noexcept {
        key(name);
        out.append(value ? "true" : "false");
    }
};

SLUICE_DETAIL_MESSAGE inline void append_variable(json_answer& json, derived_variable const& variable,
                                                  text_view description) noexcept {
    json.open('{');
    json.text("name", variable.name());
    json.text("description", description);
    json.text("value", variable.value());
    json.out.append('}');
}

/// Appends the object. With the hub's lock held.
SLUICE_DETAIL_MESSAGE inline void append_help_json(buffer& out, registry_state const& registry) noexcept {
    tables const& table = registry.core.table;
    plan const now = registry.in_force.view();
    json_answer json{out};
    json.open('{');
    json.text("registry", table.root);
    json.text("variable", table.environment);
    json.text("settings", registry.shared->top().text.view());
    json.text("root_level", to_text(resolve_logger(table.root, now, table)));
    for (size_t i = 0; i < table.row_count(); ++i) {
        bool const is_artifact = i >= table.component_count;
        if (i == 0 || i == table.component_count) {
            if (i != 0) out.append(']');
            json.key(is_artifact ? "artifacts" : "components");
            json.open('[');
        }
        row const& each = table.row_at(i);
        level const kept = registry.core.kept == nullptr ? level::debug : registry.core.kept[i];
        level threshold = resolve_row(i, now, table);
        if (threshold < kept) threshold = kept;
        json.open('{');
        json.text("name", each.name);
        json.text("description", each.description);
        json.flag("hidden", each.hidden);
        json.text("compiled_from", to_text(kept));
        if (is_artifact) {
            artifact_row const& artifact = table.artifacts[i - table.component_count];
            json.text("component", artifact.component < table.component_count ? table.components[artifact.component].name : "");
            json.text("logger", artifact.logger);
            json.text("level", to_text(artifact.at));
            json.flag("off_by_default", artifact.off_by_default);
            json.flag("on", threshold <= artifact.at);
        } else {
            component_row const& component = table.components[i];
            json.text("level", to_text(threshold));
            json.key("loggers");
            json.open('[');
            for (unsigned j = 0; j < component.logger_count; ++j) {
                json.separate();
                append_json_string(out, table.loggers[component.first_logger + j]);
            }
            out.append(']');
        }
        out.append('}');
    }
    out.append(table.artifact_count == 0 ? "],\"artifacts\":[]" : "]");
    json.key("modules");
    json.open('[');
    for (module_state const* each = registry.modules; each != nullptr; each = each->next) {
        json.open('{');
        json.text("logger", each->logger);
        json.text("level", to_text(resolve_logger(each->logger, now, table)));
        out.append('}');
    }
    out.append(']');
    json.key("variables");
    json.open('[');
    append_variable(json, {table.environment, ""}, "the settings");
    for (variable_row const& each : variable_rows)
        append_variable(json, {table.environment, each.suffix}, each.description);
    append_variable(json, trace_variable(table.environment, false), "a folder for structured traces");
    append_variable(json, trace_variable(table.environment, true), "the same with detailed records");
    out.append(']');
    json.key("levels");
    out.append("[\"debug\",\"info\",\"warning\",\"error\",\"critical\",\"off\"]}\n");
}

}  // namespace sluice::detail
