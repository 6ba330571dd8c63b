// Settings, third step: a plan into thresholds. Pure; each question is answered by one walk over the plan.
#pragma once

#include "../base/compiler.hpp"
#include "../table/names.hpp"
#include "../table/tables.hpp"
#include "plan.hpp"

namespace sluice::detail {

/// A logger's threshold: the last setting of its own name, else of its nearest ancestor that has one, else
/// warning.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr level resolve_logger(text_view logger, plan const& settings,
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
            if (name->size() < nearest || !is_within(logger, *name)) continue;
            threshold = each.threshold;
            nearest = name->size();
        }
    }
    return threshold;
}

/// The lowest level at which the artifact's messages get out: by its own name, or else, unless it is off by
/// default, by its home logger's threshold.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr level resolve_artifact(size_t artifact, plan const& settings,
                                                                  tables const& table) noexcept {
    for (directive const* each = settings.end(); each != settings.begin();) {
        --each;
        if (each->target == directive::kind::artifact && each->index == artifact) return each->threshold;
    }
    artifact_row const& row = table.artifacts[artifact];
    return row.off_by_default ? level::off : resolve_logger(row.logger, settings, table);
}

}  // namespace sluice::detail
