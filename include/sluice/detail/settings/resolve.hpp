// Settings, second step: resolves a plan into thresholds. Pure; each call walks over the plan once.
#pragma once

#include "parse.hpp"

namespace sluice::detail {

/// Returns a logger's threshold: the last setting of its own name, else of its nearest ancestor that has one, else
/// warning. A dotted name overrides earlier directives for loggers below it.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr level resolve_logger(text_view logger, plan const& settings,
                                                                tables const& table) noexcept {
    level threshold = level::warning;
    size_t nearest = 0;  // length of the name that set it
    for (directive const& each : settings) {
        if (each.target == directive::kind::artifact) continue;
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
        }
    }
    return threshold;
}

/// Returns the threshold of a row: of a component's first logger; of an artifact, the lowest level that is logged, by
/// its own name, or else, unless it is off by default, by its home logger.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr level resolve_row(size_t row, plan const& settings,
                                                             tables const& table) noexcept {
    if (row < table.component_count) return resolve_logger(table.logger_of(table.components[row]), settings, table);
    row -= table.component_count;
    artifact_row const& artifact = table.artifacts[row];
    level threshold = artifact.off_by_default ? level::off : resolve_logger(artifact.logger, settings, table);
    for (directive const& each : settings)
        if (each.target == directive::kind::artifact && each.index == row) threshold = each.threshold;
    return threshold;
}

}  // namespace sluice::detail
