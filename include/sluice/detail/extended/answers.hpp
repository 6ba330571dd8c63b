// The answers to words in settings. Only SLUICE_CFG_EXTENDED compiles it.
#pragma once

#include "explain.hpp"
#include "help_json.hpp"
#include "site_counts.hpp"

namespace sluice::detail {

SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN inline void append_answers(buffer& out, registry_state const& registry,
                                                                     text_view text, request) noexcept {
    settings_parser parser{text, registry.core.table};
    int const rank = load_relaxed(registry.rank);
    while (parser.next()) {
        if (parser.fault != settings_fault::none || !is_for_rank(parser.parsed, rank)) continue;
        if (parser.asked == request::help || parser.asked == request::full_help)
            append_help(out, registry, parser.asked == request::full_help);
        if (parser.asked == request::explain)
            append_explanation(out, registry, parser.value, registry.core.table.environment);
        if (parser.asked == request::help_json) append_help_json(out, registry);
        if (parser.asked == request::sites || parser.asked == request::sites_json)
            append_sites(out, registry, parser.asked == request::sites_json);
        if (parser.asked == request::sites_hits) append_hits_so_far(out, registry);
    }
}

}  // namespace sluice::detail
