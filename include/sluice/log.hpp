// The macros that log. A call that is off costs one relaxed load, one compare and one branch, and evaluates
// none of its arguments. A call that is on formats its message and hands it to the outputs before it returns;
// it throws only what evaluating its arguments throws, and keeps errno; for signal handlers see
// docs/reliability.md. Any thread. A call that is on locks, and allocates for messages of over 1 KiB; a
// registry's first one allocates. In a constant expression a call does nothing.
//
//     SLUICE_INFO(shop::reader, "{}: {} orders", path, orders.size());
//     SLUICE_ARTIFACT(shop::plan_tree, "{}", render(plan));
//     SLUICE_LOG_EVERY_N(shop::reader, sluice::info, 1000, "order {}", id);
//
// The format is a string literal in {fmt}'s syntax, checked at compile time.
#pragma once

#include "detail/push_macros.hpp"

#include "detail/cold/admit.hpp"
#include "detail/cold/arguments.hpp"
#include "registry.hpp"

/// A message of a component or a module, at a level that is a constant: SLUICE_LOG(shop::reader,
/// sluice::info, "{}", x). An artifact has a level of its own, and takes sluice::on in place of one.
#define SLUICE_LOG(GATE, LEVEL, ...) SLUICE_DETAIL_LOG(none, true, GATE, LEVEL, __VA_ARGS__)

#define SLUICE_DEBUG(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{10}, __VA_ARGS__)
#define SLUICE_INFO(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{20}, __VA_ARGS__)
#define SLUICE_WARNING(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{30}, __VA_ARGS__)
#define SLUICE_ERROR(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{40}, __VA_ARGS__)
#define SLUICE_CRITICAL(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{50}, __VA_ARGS__)

/// An artifact, at its own level: SLUICE_ARTIFACT(shop::plan_tree, "{}", render(plan)).
#define SLUICE_ARTIFACT(ARTIFACT, ...) SLUICE_LOG(ARTIFACT, ::sluice::on_t{}, __VA_ARGS__)

/// Only where a condition holds, which is evaluated only where the gate is open.
#define SLUICE_LOG_IF(GATE, LEVEL, CONDITION, ...) \
    SLUICE_DETAIL_LOG(none, ::sluice::detail::hold_order(); CONDITION, GATE, LEVEL, __VA_ARGS__)

// Limits. What one holds back is counted, and the next message of the same call says how many there were. A call that
// is off doesn't count. Any thread; counts are exact however many threads make the call at once.

/// Each text once a process, among the messages of the same logger and level that are to be seen once.
#define SLUICE_LOG_ONCE(GATE, LEVEL, ...) SLUICE_DETAIL_LOG(once, true, GATE, LEVEL, __VA_ARGS__)

#define SLUICE_DEBUG_ONCE(GATE, ...) SLUICE_LOG_ONCE(GATE, ::sluice::level{10}, __VA_ARGS__)
#define SLUICE_INFO_ONCE(GATE, ...) SLUICE_LOG_ONCE(GATE, ::sluice::level{20}, __VA_ARGS__)
#define SLUICE_WARNING_ONCE(GATE, ...) SLUICE_LOG_ONCE(GATE, ::sluice::level{30}, __VA_ARGS__)
#define SLUICE_ERROR_ONCE(GATE, ...) SLUICE_LOG_ONCE(GATE, ::sluice::level{40}, __VA_ARGS__)
#define SLUICE_CRITICAL_ONCE(GATE, ...) SLUICE_LOG_ONCE(GATE, ::sluice::level{50}, __VA_ARGS__)

/// The first N messages of this call; none where N is 0 or less.
#define SLUICE_LOG_FIRST_N(GATE, LEVEL, N, ...) \
    SLUICE_DETAIL_LOG(first_n, SLUICE_DETAIL_ADMITS(n, N), GATE, LEVEL, __VA_ARGS__)

/// The first message of this call and every Nth after it; none where N is 0 or less.
#define SLUICE_LOG_EVERY_N(GATE, LEVEL, N, ...) \
    SLUICE_DETAIL_LOG(every_n, SLUICE_DETAIL_ADMITS(n, N), GATE, LEVEL, __VA_ARGS__)

/// The first message of this call, and each that comes at least so many seconds (0.5 is a number of them) after the one
/// before; all where that is 0 or less.
#define SLUICE_LOG_EVERY_SECONDS(GATE, LEVEL, SECONDS, ...) \
    SLUICE_DETAIL_LOG(every_seconds, SLUICE_DETAIL_ADMITS(seconds, SECONDS), GATE, LEVEL, __VA_ARGS__)

#define SLUICE_DETAIL_ADMITS(WHAT, NUMBER) (::sluice::detail::admits_##WHAT<sluice_site, sluice_call::kept>)(NUMBER)

#if SLUICE_DETAIL_FOR_DEVICE
#define SLUICE_DETAIL_LOG(LIMIT, ADMITTED, GATE, LEVEL, ...) SLUICE_DETAIL_NOT_CALLED(GATE, __VA_ARGS__)
#else
// Kept or stripped; the test; and the site: a local class, because a constexpr function can't hold a static constant
// (before C++23), which finds the function's name in a constant, because inside it __func__ is another one. No comma
// stands outside parentheses (on_gate says why), and so names with two template arguments stand in some.
#define SLUICE_DETAIL_LOG(LIMIT, ADMITTED, GATE, LEVEL, FORMAT, ...)                                                \
    do {                                                                                                            \
        using sluice_call = typename ::sluice::detail::on_gate<decltype(GATE)>::template message_at<LEVEL>;         \
        if constexpr (sluice_call::kept)                                                                            \
            if (sluice_call::passes(__func__)) [[unlikely]] {                                                       \
                static_assert(::sluice::detail::is_literal<decltype(FORMAT)>,                                       \
                              "sluice: the format must be a string literal; to log a text, write \"{}\", text");    \
                constexpr char const* sluice_function = __func__;                                                   \
                constexpr auto sluice_limit = ::sluice::detail::limit::LIMIT;                                       \
                struct sluice_site {                                                                                \
                    static constexpr ::sluice::detail::site_with<sluice_limit>::type describe() noexcept {          \
                        return (::sluice::detail::describe_site<                                                    \
                                sluice_call, sluice_limit,                                                          \
                                ::sluice::detail::site_key<sluice_limit, sluice_site>>)(FORMAT, SLUICE_DETAIL_FILE, \
                                                                                        __LINE__, sluice_function); \
                    }                                                                                               \
                };                                                                                                  \
                if (ADMITTED) (::sluice::detail::log_call<sluice_site, sluice_call::kept>)(__VA_ARGS__);            \
            }                                                                                                       \
    } while (false)
#endif

#include "detail/pop_macros.hpp"
