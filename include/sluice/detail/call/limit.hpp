// Calls with a limit, as every file that logs sees them: the check of the limit, before the arguments are evaluated.
// runtime/limit.hpp implements it.
#pragma once

#include "gate.hpp"
#include "site.hpp"

namespace sluice::detail {

SLUICE_DETAIL_PRESERVE_MOST_BEGIN

/// Separates a call site from its limit, as the cold function does from its message: saves the registers that the
/// caller still needs.
template <class Number>
struct cold_limit {
    SLUICE_DETAIL_AFTER_TEST static bool check(limited_site const& at, Number number) noexcept {
        return check_limit(at, number);
    }
    SLUICE_DETAIL_AFTER_TEST static bool check(limited_site const& from, Number number, channel_info const* to,
                                               level at) noexcept {
        return check_limit(completed(from, to, at), number);
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

/// Returns true if the limit lets a call through. The return type is bool, but deduced, as log_call()'s is.
template <class Site, class Call, class Number>
SLUICE_DETAIL_ALWAYS_INLINE auto passes_limit_n([[maybe_unused]] Call call, [[maybe_unused]] Number n) {
    static_assert(is_count<Number>,
                  "sluice: the argument before the format must be a whole number: SLUICE_LOG_FIRST_N("
                  "shop::reader, sluice::info, 10, \"{} orders\", n)");
    if constexpr (Call::is_late && is_count<Number>)
        return cold_limit<unsigned long long>::check(
            site_of<Call, Site>, n > 0 ? static_cast<unsigned long long>(n) : 0, call.info, call.at);
    else if constexpr (Call::kept && is_count<Number>)
        return cold_limit<unsigned long long>::check(site_of<Call, Site>, n > 0 ? static_cast<unsigned long long>(n) : 0);
    else
        return false;
}
template <class Site, class Call, class Number>
SLUICE_DETAIL_ALWAYS_INLINE auto passes_limit_seconds([[maybe_unused]] Call call, [[maybe_unused]] Number seconds) {
    static_assert(is_seconds<Number>,
                  "sluice: the argument before the format must be a number of seconds: SLUICE_LOG_EVERY_SECONDS("
                  "shop::reader, sluice::info, 0.5, \"{} orders\", n)");
    if constexpr (Call::is_late && is_seconds<Number>)
        return cold_limit<double>::check(site_of<Call, Site>, static_cast<double>(seconds), call.info, call.at);
    else if constexpr (Call::kept && is_seconds<Number>)
        return cold_limit<double>::check(site_of<Call, Site>, static_cast<double>(seconds));
    else
        return false;
}

}  // namespace sluice::detail
