// Calls with a limit, as every file that logs sees them: the question whether the limit lets a message through, before
// its arguments are evaluated. limit.hpp holds the answer.
#pragma once

#include "gate.hpp"
#include "site.hpp"

namespace sluice::detail {

SLUICE_DETAIL_PRESERVE_MOST_BEGIN

/// Stands between a call site and its limit as the cold function does between it and its message: saves what the
/// function that logs still needs.
template <class Number>
struct cold_limit {
    SLUICE_DETAIL_AFTER_TEST static bool check(limited_site const& at, Number number) noexcept {
        return check_limit(at, number);
    }
};

SLUICE_DETAIL_PRESERVE_MOST_END

template <class Type>
inline constexpr bool is_count = requires(Type value) { value % 1, static_cast<unsigned long long>(value); };
template <class Type>
inline constexpr bool is_seconds = requires(Type value) { value * 1.0, static_cast<double>(value); };
template <>
inline constexpr bool is_count<bool> = false;
template <>
inline constexpr bool is_seconds<bool> = false;

/// Whether a call whose gate is open gets through. The return type is bool, but deduced, as log_call()'s is.
template <class Site, bool Kept, class Number>
SLUICE_DETAIL_ALWAYS_INLINE auto passes_limit_n([[maybe_unused]] Number n) {
    static_assert(is_count<Number>,
                  "sluice: in front of the format stands a whole number of messages: SLUICE_LOG_FIRST_N(shop::reader, "
                  "sluice::info, 10, \"{} orders\", n)");
    if constexpr (Kept && is_count<Number>)
        return cold_limit<unsigned long long>::check(site_of<Site>, n > 0 ? static_cast<unsigned long long>(n) : 0);
    else
        return false;
}
template <class Site, bool Kept, class Number>
SLUICE_DETAIL_ALWAYS_INLINE auto passes_limit_seconds([[maybe_unused]] Number seconds) {
    static_assert(is_seconds<Number>,
                  "sluice: in front of the format stands a number of seconds: SLUICE_LOG_EVERY_SECONDS(shop::reader, "
                  "sluice::info, 0.5, \"{} orders\", n)");
    if constexpr (Kept && is_seconds<Number>)
        return cold_limit<double>::check(site_of<Site>, static_cast<double>(seconds));
    else
        return false;
}

}  // namespace sluice::detail
