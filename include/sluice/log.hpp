// The log macros. A call that is off costs one relaxed load, one compare and one branch, and doesn't evaluate its
// arguments. A call that is on formats its message and writes it to the outputs before it returns. It throws only what
// evaluating its arguments throws, and leaves errno unchanged. Any thread may call it; for signal handlers see
// docs/reliability.md. It locks. It allocates if the message and its lines take more than 1,280 bytes; a registry's
// first call allocates too. In a constant expression a call does nothing.
//
//     SLUICE_INFO(shop::reader, "{}: {} orders", path, orders.size());
//     SLUICE_ARTIFACT(shop::plan_tree, "{}", render(plan));
//     SLUICE_LOG_EVERY_N(shop::reader, sluice::info, 1000, "order {}", id);
//
// The format is a string literal in {fmt}'s syntax and is checked at compile time. Numbers, enumerators, pointers and
// string views are passed by value, other objects by reference; see sluice::by_value (detail/call/arguments.hpp).
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/call/limit.hpp"
#include "detail/call/arguments.hpp"

/// Logs a message of a component or a module at a constant level: SLUICE_LOG(shop::reader, sluice::info, "{}", x). For
/// an artifact, which has its own level, write sluice::on.
#define SLUICE_LOG(GATE, LEVEL, ...) SLUICE_DETAIL_LOG(none, true, GATE, LEVEL, __VA_ARGS__)

#define SLUICE_DEBUG(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{10}, __VA_ARGS__)
#define SLUICE_INFO(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{20}, __VA_ARGS__)
#define SLUICE_WARNING(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{30}, __VA_ARGS__)
#define SLUICE_ERROR(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{40}, __VA_ARGS__)
#define SLUICE_CRITICAL(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{50}, __VA_ARGS__)

/// Logs an artifact at its own level: SLUICE_ARTIFACT(shop::plan_tree, "{}", render(plan)).
#define SLUICE_ARTIFACT(ARTIFACT, ...) SLUICE_LOG(ARTIFACT, ::sluice::on_t{}, __VA_ARGS__)

/// Logs if CONDITION is true. CONDITION is evaluated only when the level is enabled.
#define SLUICE_LOG_IF(GATE, LEVEL, CONDITION, ...) \
    SLUICE_DETAIL_LOG(none, ::sluice::detail::compiler_barrier(); CONDITION, GATE, LEVEL, __VA_ARGS__)

// Limited calls. Suppressed messages are counted, and the next message of the same call shows their number, or a record
// at the end of the program. A call that is off isn't counted. Any thread; counts are exact across threads.

/// Logs each text once per process, logger and level. Formats the message each time. Remembers 65,536 texts; later ones
/// are logged every time.
#define SLUICE_LOG_ONCE(GATE, LEVEL, ...) SLUICE_DETAIL_LOG(once, true, GATE, LEVEL, __VA_ARGS__)

#define SLUICE_WARNING_ONCE(GATE, ...) SLUICE_LOG_ONCE(GATE, ::sluice::level{30}, __VA_ARGS__)

/// Logs the first N messages of this call; none if N is 0 or less.
#define SLUICE_LOG_FIRST_N(GATE, LEVEL, N, ...) \
    SLUICE_DETAIL_LOG(first_n, SLUICE_DETAIL_PASSES_LIMIT(n, N), GATE, LEVEL, __VA_ARGS__)

/// Logs the first message of this call and every Nth after it; none if N is 0 or less.
#define SLUICE_LOG_EVERY_N(GATE, LEVEL, N, ...) \
    SLUICE_DETAIL_LOG(every_n, SLUICE_DETAIL_PASSES_LIMIT(n, N), GATE, LEVEL, __VA_ARGS__)

/// Logs the first message of this call, and each that comes at least SECONDS (may be a fraction, such as 0.5) after the
/// last one logged; all if SECONDS is 0 or less.
#define SLUICE_LOG_EVERY_SECONDS(GATE, LEVEL, SECONDS, ...) \
    SLUICE_DETAIL_LOG(every_seconds, SLUICE_DETAIL_PASSES_LIMIT(seconds, SECONDS), GATE, LEVEL, __VA_ARGS__)

#define SLUICE_DETAIL_PASSES_LIMIT(WHAT, NUMBER) (::sluice::detail::passes_limit_##WHAT<sluice_site, sluice_call>)(NUMBER)

#if SLUICE_DETAIL_FOR_DEVICE
#define SLUICE_DETAIL_LOG(LIMIT, ADMITTED, GATE, LEVEL, ...) SLUICE_DETAIL_NOT_CALLED(GATE, __VA_ARGS__)
#else
// Kept or stripped; the test; and the site. The site is a local class, because a constexpr function can't have a static
// constant before C++23. The function's name is in a constant, because __func__ differs inside the class. There is no
// comma outside parentheses: a macro of the program's that passes a call on to another macro, as those of test frameworks
// do, would take it for the end of an argument.
#define SLUICE_DETAIL_LOG(LIMIT, ADMITTED, GATE, LEVEL, FORMAT, ...)                                                \
    do {                                                                                                            \
        using sluice_call = decltype(::sluice::detail::call_on<LEVEL>(GATE));                                       \
        if constexpr (sluice_call::kept)                                                                            \
            if (sluice_call::passes(__func__)) [[unlikely]] {                                                       \
                static_assert(::sluice::detail::is_literal<decltype(FORMAT)>,                                       \
                              "sluice: the format must be a string literal; to log a text, write \"{}\", text");    \
                constexpr char const* sluice_function = __func__;                                                   \
                struct sluice_site {                                                                                \
                    static constexpr ::sluice::detail::source source() noexcept {                                   \
                        return ::sluice::detail::source(::sluice::detail::limit::LIMIT, FORMAT, sizeof(FORMAT) - 1, \
                                                        SLUICE_DETAIL_FILE, __LINE__, sluice_function);             \
                    }                                                                                               \
                };                                                                                                  \
                if (ADMITTED) (::sluice::detail::log_call<sluice_site, sluice_call>)(__VA_ARGS__);                  \
            }                                                                                                       \
    } while (false)
#endif

#include "detail/base/macros_pop.hpp"
