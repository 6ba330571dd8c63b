// The section in which this program's or shared library's call sites list themselves (os/listed_sites.hpp), and which of
// a registry's calls are in a source file. Only SLUICE_CFG_EXTENDED compiles it.
#pragma once

#include "control_state.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED

#if SLUICE_DETAIL_LISTS_SITES
// The linker defines these at the ends of the section.
extern SLUICE_DETAIL_HIDDEN int const first_listed_site[] __asm__("__start_sluice_sites");
extern SLUICE_DETAIL_HIDDEN int const end_of_listed_sites[] __asm__("__stop_sluice_sites");

/// Iterates over the listed call sites. Those of late calls have no channel.
class SLUICE_DETAIL_HIDDEN listed_sites {
public:
    class iterator {
    public:
        SLUICE_DETAIL_ACCESSOR explicit iterator(int const* at) noexcept : at_(at) { skip(); }
        [[nodiscard]] SLUICE_DETAIL_ACCESSOR site const& operator*() const noexcept {
            return *reinterpret_cast<site const*>(reinterpret_cast<char const*>(at_) + *at_);
        }
        SLUICE_DETAIL_ACCESSOR iterator& operator++() noexcept {
            ++at_;
            skip();
            return *this;
        }
        [[nodiscard]] SLUICE_DETAIL_ACCESSOR bool operator!=(iterator const& other) const noexcept {
            return at_ != other.at_;
        }

    private:
        int const* at_;
        SLUICE_DETAIL_ACCESSOR void skip() noexcept {
            while (at_ != end_of_listed_sites && *at_ == 0) ++at_;
        }
    };
    [[nodiscard]] SLUICE_DETAIL_MESSAGE static iterator begin() noexcept {
        // There is always an entry, so that there is a section.
        asm volatile(".pushsection sluice_sites, \"a?\", %progbits\n.long 0\n.popsection");
        return iterator{first_listed_site};
    }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR static iterator end() noexcept { return iterator{end_of_listed_sites}; }
};
#endif

/// Returns true if one of the registry's calls in this program or library is in a file of this name, or can't be told not
/// to be.
[[nodiscard]] SLUICE_DETAIL_MESSAGE inline bool has_call_in([[maybe_unused]] registry_core const& core,
                                                            [[maybe_unused]] text_view file) noexcept {
#if SLUICE_DETAIL_LISTS_SITES
    for (site const& each : listed_sites{})
        if ((each.channel == nullptr || &each.channel->registry == &core) && is_file(each.file, file)) return true;
    return false;
#else
    return true;
#endif
}

/// Returns the lowest level of a channel's calls that the directives for source files let through, or off. Other copies
/// of the runtime don't list their calls here, and some compilers don't: a directive that no listed call fits may speak of
/// such calls of any channel; so does one that fits a late call, whose channel isn't known.
SLUICE_DETAIL_MESSAGE inline level lowest_in_files(registry_controls const& controls, gate const& own) noexcept
    SLUICE_DETAIL_REQUIRES(controls.lock) {
    level lowest = level::off;
#if SLUICE_DETAIL_LISTS_SITES
    for (site const& each : listed_sites{}) {
        if (each.channel == nullptr || &each.channel->own != &own || each.at >= lowest) continue;
        level threshold = level::off;
        for (size_t i = 0; i < controls.rule_count; ++i)
            if (is_file(each.file, controls.rules[i].pattern)) threshold = controls.rules[i].threshold;
        if (each.at >= threshold) lowest = each.at;
    }
#else
    static_cast<void>(own);
#endif
    return lowest < controls.lowest_elsewhere ? lowest : controls.lowest_elsewhere;
}

/// Returns true if a directive for a file opens the gates of all channels.
[[nodiscard]] SLUICE_DETAIL_MESSAGE inline bool speaks_of_all([[maybe_unused]] registry_core const& core,
                                                              [[maybe_unused]] text_view file) noexcept {
#if SLUICE_DETAIL_LISTS_SITES
    bool is_listed = false;
    for (site const& each : listed_sites{}) {
        if (each.channel != nullptr && &each.channel->registry != &core) continue;
        if (!is_file(each.file, file)) continue;
        if (each.channel == nullptr) return true;
        is_listed = true;
    }
    return !is_listed;
#else
    return true;
#endif
}

#endif

}  // namespace sluice::detail
