// The answer to "sites=hits": how many records each call has made. Counts only in programs that are asked. Only
// SLUICE_CFG_EXTENDED compiles it.
#pragma once

#include "sites.hpp"

namespace sluice::detail {

#if SLUICE_DETAIL_LISTS_SITES
struct SLUICE_DETAIL_HIDDEN site_counts {
    site_list const sites;
    unsigned long long* records = nullptr;  // of each call, then of those that aren't listed; relaxed

    SLUICE_DETAIL_MESSAGE explicit site_counts(registry_core const& core) noexcept
        : sites(core),
          records(static_cast<unsigned long long*>(calloc(sites.size() + 1, sizeof *records))) {}
    site_counts(site_counts const&) = delete;
    site_counts& operator=(site_counts const&) = delete;
    SLUICE_DETAIL_MESSAGE ~site_counts() { free(records); }

    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t size) noexcept { return malloc(size); }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void* made) noexcept { free(made); }
};

SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN inline void count_record(site_counts& counts, site const& at) noexcept {
    fetch_add_relaxed(counts.records[counts.sites.find(at)], 1ull);
}

/// Starts counting, unless memory runs out. With the hub's lock held.
SLUICE_DETAIL_MESSAGE inline void count_records(registry_state& registry) noexcept {
    if (registry.counts != nullptr) return;
    auto* const made = new site_counts{registry.core};
    if (made != nullptr && made->records == nullptr) {
        delete made;
        return;
    }
    store_ordered(registry.counts, made);
}

/// Appends the calls, each after the number of its records. With the hub's lock held.
SLUICE_DETAIL_MESSAGE inline void append_hits(buffer& out, registry_state const& registry) noexcept {
    site_counts const& counts = *registry.counts;
    auto const append_count = [&](size_t which) noexcept {
        out.append_number(load_relaxed(counts.records[which]));
        out.append(' ');
    };
    append_filled(out, "records of each call of $a\n", {registry.core.table.root});
    size_t which = 0;
    for (site const* each : counts.sites) {
        append_count(which++);
        append_site(out, *each);
    }
    if (load_relaxed(counts.records[which]) == 0) return;
    append_count(which);
    out.append("of calls that aren't listed\n");
}
/// Appends the answer while the program runs; the one to the variable comes at the end.
SLUICE_DETAIL_MESSAGE inline void append_hits_so_far(buffer& out, registry_state const& registry) noexcept {
    if (registry.counts == nullptr) {
        append_filled(out, "nothing is counted: start the program with $a=sites=hits\n", {registry.core.table.environment});
        return;
    }
    unsigned long long all = 0;
    for (size_t i = 0; i <= registry.counts->sites.size(); ++i) all += load_relaxed(registry.counts->records[i]);
    if (all != 0) append_hits(out, registry);
}
SLUICE_DETAIL_MESSAGE inline void release_counts(registry_state& registry) noexcept {
    delete registry.counts;
    registry.counts = nullptr;
}
#else
SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN inline void count_record(site_counts&, site const&) noexcept {}
SLUICE_DETAIL_MESSAGE inline void count_records(registry_state&) noexcept {}
SLUICE_DETAIL_MESSAGE inline void append_hits(buffer& out, registry_state const& registry) noexcept {
    append_sites(out, registry, false);
}
SLUICE_DETAIL_MESSAGE inline void append_hits_so_far(buffer& out, registry_state const& registry) noexcept {
    append_sites(out, registry, false);
}
SLUICE_DETAIL_MESSAGE inline void release_counts(registry_state&) noexcept {}
#endif

}  // namespace sluice::detail
