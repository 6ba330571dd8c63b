// The answer to "sites": the calls of this program or shared library that log to a registry, also those that have never
// run, from the section that os/listed_sites.hpp writes. Only SLUICE_CFG_EXTENDED compiles it.
#pragma once

#include "help_json.hpp"
#include "site_section.hpp"

namespace sluice::detail {

#if SLUICE_DETAIL_LISTS_SITES
/// Returns less than 0, 0 or more than 0, as a comes before b in the list, is the same call, or comes after it.
[[nodiscard]] SLUICE_DETAIL_MESSAGE inline int compare_sites(site const& a, site const& b) noexcept {
    if (int const files = strcmp(a.file, b.file); files != 0) return files;
    if (a.line != b.line) return a.line < b.line ? -1 : 1;
    if (a.channel != b.channel) return a.channel < b.channel ? -1 : 1;
    if (a.at != b.at) return a.at < b.at ? -1 : 1;
    return strcmp(a.format, b.format);
}

/// For qsort().
SLUICE_DETAIL_MESSAGE inline int order_of_sites(void const* a, void const* b) noexcept {
    return compare_sites(**static_cast<site const* const*>(a), **static_cast<site const* const*>(b));
}

/// The calls that log to a registry, in the order of their files and lines, each once: compilers and linkers make several
/// copies of some.
class SLUICE_DETAIL_HIDDEN site_list {
public:
    SLUICE_DETAIL_MESSAGE explicit site_list(registry_core const& core) noexcept {
        for (site const& each : listed_sites{}) count_ += is_of(each, core);
        all_ = static_cast<site const**>(malloc((count_ + 1) * sizeof *all_));
        count_ = 0;
        for (site const& each : listed_sites{})
            if (all_ != nullptr && is_of(each, core)) all_[count_++] = &each;
        if (count_ == 0) return;
        qsort(static_cast<void*>(all_), count_, sizeof *all_, order_of_sites);
        size_t kept = 1;
        for (size_t i = 1; i < count_; ++i)
            if (compare_sites(*all_[kept - 1], *all_[i]) != 0) all_[kept++] = all_[i];
        count_ = kept;
    }
    site_list(site_list const&) = delete;
    site_list& operator=(site_list const&) = delete;
    SLUICE_DETAIL_MESSAGE ~site_list() { free(static_cast<void*>(all_)); }

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR site const* const* begin() const noexcept { return all_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR site const* const* end() const noexcept { return all_ + count_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR size_t size() const noexcept { return count_; }

    /// Returns the number of the call in the list; its size if the call isn't listed.
    [[nodiscard]] SLUICE_DETAIL_MESSAGE size_t find(site const& at) const noexcept {
        size_t low = 0, high = count_;
        while (low != high) {
            size_t const middle = (low + high) / 2;
            int const order = compare_sites(*all_[middle], at);
            if (order == 0) return middle;
            (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
        }
        return count_;
    }

private:
    site const** all_ = nullptr;
    size_t count_ = 0;

    [[nodiscard]] SLUICE_DETAIL_MESSAGE static bool is_of(site const& at, registry_core const& core) noexcept {
        return at.channel != nullptr && &at.channel->registry == &core;
    }
};

/// Returns the name of a channel in settings.
[[nodiscard]] SLUICE_DETAIL_MESSAGE inline text_view name_of(channel_info const& channel) noexcept {
    if (channel.module != nullptr) return channel.logger;
    return channel.registry.table.row_at(static_cast<size_t>(&channel.own - channel.registry.gates)).name;
}

/// Appends a call, in a line.
SLUICE_DETAIL_MESSAGE inline void append_site(buffer& out, site const& at) noexcept {
    out.append(at.file);
    out.append(':');
    out.append_number(at.line);
    text_view const values[] = {name_of(*at.channel), to_text(at.at)};
    append_filled(out, at.channel->artifact.empty() ? ": $a $b " : ": $a ", values);
    append_quoted(out, at.format);
    out.append('\n');
}

/// Appends the calls: a line each, or one JSON object.
SLUICE_DETAIL_MESSAGE inline void append_sites(buffer& out, registry_state const& registry, bool as_json) noexcept {
    constexpr text_view kinds[] = {"", "once", "first_n", "every_n", "every_seconds"};
    site_list const sites{registry.core};
    if (as_json) {
        json_answer json{out};
        json.open('{');
        json.text("registry", registry.core.table.root);
        json.key("sites");
        json.open('[');
        for (site const* each : sites) {
            json.open('{');
            json.text("file", each->file);
            json.number("line", each->line);
            json.text("function", each->function);
            json.text("channel", name_of(*each->channel));
            json.text("logger", each->channel->logger);
            json.text("level", to_text(each->at));
            json.flag("artifact", !each->channel->artifact.empty());
            json.text("limit", kinds[static_cast<unsigned char>(each->kind)]);
            json.text("format", each->format);
            out.append('}');
        }
        out.append("]}\n");
        return;
    }
    out.append_number(sites.size());
    append_filled(out, " call$a of $b\n", {sites.size() == 1 ? "" : "s", registry.core.table.root});
    for (site const* each : sites) append_site(out, *each);
}
#else
SLUICE_DETAIL_MESSAGE inline void append_sites(buffer& out, registry_state const& registry, bool) noexcept {
    append_filled(out, "sluice: $a: sites can't be listed: docs/answers.md names the systems and compilers that have the list\n",
                  {registry.core.table.environment});
}
#endif

}  // namespace sluice::detail
