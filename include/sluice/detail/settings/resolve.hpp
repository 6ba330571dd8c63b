// Settings, second step: resolves a plan into thresholds. Pure; each call walks over the plan once.
#pragma once

#include "parse.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED
/// The directive that set a threshold, null for the default; and the name that it was written for, or that its pattern
/// matched.
struct setter {
    directive const* by = nullptr;
    text_view name{};
};

/// Resolves one pattern for a logger: a component whose name matches sets its loggers; the logger's name, or that of an
/// ancestor, if it matches, sets all loggers below it.
SLUICE_DETAIL_MESSAGE constexpr void resolve_pattern(text_view logger, directive const& each, tables const& table,
                                                     level& threshold, size_t& nearest, setter& from) noexcept {
    if (each.more.only_artifacts) return;
    for (size_t i = 0; i < table.component_count; ++i) {
        component_row const& row = table.components[i];
        for (unsigned j = 0; j < row.logger_count; ++j) {
            text_view const name = table.loggers[row.first_logger + j];
            if (name.size() < nearest || !is_within(logger, name) || !matches(each.logger, row.name)) continue;
            threshold = each.threshold;
            from = {&each, row.name};
            nearest = name.size();
        }
    }
    for (size_t end = logger.size(); end != 0; --end) {
        if (end != logger.size() && logger[end] != '.') continue;
        text_view const name = logger.part(0, end);
        if (!matches(each.logger, name)) continue;
        if (name.size() < nearest && name == table.root) return;  // the root's name doesn't speak for loggers below it
        threshold = each.threshold;
        from = {&each, name};
        nearest = end;
        return;
    }
}
#endif

/// Returns a logger's threshold: the last setting of its own name, else of its nearest ancestor that has one, else
/// warning. A dotted name overrides earlier directives for loggers below it.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr level resolve_logger(
    text_view logger, plan const& settings, tables const& table SLUICE_DETAIL_EXTENDED_ONLY(, setter* from = nullptr)) noexcept {
    level threshold = level::warning;
    size_t nearest = 0;  // length of the name that set it
#if SLUICE_CFG_EXTENDED
    setter unused;
    if (from == nullptr) from = &unused;
#endif
    for (directive const& each : settings) {
        if (each.target == directive::kind::artifact) continue;
#if SLUICE_CFG_EXTENDED
        if (each.target == directive::kind::file) continue;
        if (each.target == directive::kind::pattern) {
            resolve_pattern(logger, each, table, threshold, nearest, *from);
            continue;
        }
#endif
        text_view const* name = &each.logger;
        size_t count = 1;
        if (each.target == directive::kind::component) {
            component_row const& row = table.components[each.index];
            name = table.loggers + row.first_logger;
            count = row.logger_count;
        }
        for (; count != 0; ++name, --count) {
            if (!is_within(logger, *name)) continue;
            if (name->size() < nearest && each.target != directive::kind::subtree) continue;
            threshold = each.threshold;
            nearest = name->size();
#if SLUICE_CFG_EXTENDED
            *from = {&each, each.target == directive::kind::component ? table.components[each.index].name : each.logger};
#endif
        }
    }
    return threshold;
}

/// Returns the threshold of a row: of a component's first logger; of an artifact, the lowest level that is logged, by
/// its own name, or else, unless it is off by default, by its home logger.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr level resolve_row(
    size_t row, plan const& settings, tables const& table SLUICE_DETAIL_EXTENDED_ONLY(, setter* from = nullptr)) noexcept {
    if (row < table.component_count)
        return resolve_logger(table.logger_of(table.components[row]), settings, table SLUICE_DETAIL_EXTENDED_ONLY(, from));
    row -= table.component_count;
    artifact_row const& artifact = table.artifacts[row];
    level threshold = level::off;
    if (!artifact.off_by_default)
        threshold = resolve_logger(artifact.logger, settings, table SLUICE_DETAIL_EXTENDED_ONLY(, from));
    for (directive const& each : settings) {
        if (each.target == directive::kind::artifact && each.index == row) {
            threshold = each.threshold;
            SLUICE_DETAIL_EXTENDED_ONLY(if (from != nullptr) *from = {&each, artifact.name};)
        }
#if SLUICE_CFG_EXTENDED
        if (each.target != directive::kind::pattern || !matches(each.logger, artifact.name)) continue;
        bool const on = !each.more.has_value || each.threshold <= artifact.at;
        threshold = on ? level::debug : level::off;
        if (from != nullptr) *from = {&each, artifact.name};
#endif
    }
    return threshold;
}

}  // namespace sluice::detail
