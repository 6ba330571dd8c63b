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

// The macros are a system header's, so that compilers and linters report nothing about their text in a program's lines.
#pragma GCC system_header

/// Logs a message of a component or a module at a level: SLUICE_LOG(shop::reader, sluice::info, "{} orders", n). For an
/// artifact, which has its own level, write sluice::on.
#define SLUICE_LOG(component, level, ...) SLUICE_DETAIL_LOG(none, SLUICE_DETAIL_LEVEL(level), true, SLUICE_DETAIL_CALL(component, level), __VA_ARGS__)

/// Logs a message of a component or a module at level debug: SLUICE_DEBUG(shop::reader, "{} orders", n).
#define SLUICE_DEBUG(component, ...) SLUICE_DETAIL_LOG(none, , true, (::sluice::detail::call_on<10>)(component), __VA_ARGS__)
/// Logs a message of a component or a module at level info: SLUICE_INFO(shop::reader, "{} orders", n).
#define SLUICE_INFO(component, ...) SLUICE_DETAIL_LOG(none, , true, (::sluice::detail::call_on<20>)(component), __VA_ARGS__)
/// Logs a message of a component or a module at level warning: SLUICE_WARNING(shop::reader, "{} orders", n).
#define SLUICE_WARNING(component, ...) SLUICE_DETAIL_LOG(none, , true, (::sluice::detail::call_on<30>)(component), __VA_ARGS__)
/// Logs a message of a component or a module at level error: SLUICE_ERROR(shop::reader, "{} orders", n).
#define SLUICE_ERROR(component, ...) SLUICE_DETAIL_LOG(none, , true, (::sluice::detail::call_on<40>)(component), __VA_ARGS__)
/// Logs a message of a component or a module at level critical: SLUICE_CRITICAL(shop::reader, "{} orders", n).
#define SLUICE_CRITICAL(component, ...) SLUICE_DETAIL_LOG(none, , true, (::sluice::detail::call_on<50>)(component), __VA_ARGS__)

/// Logs an artifact at its own level: SLUICE_ARTIFACT(shop::plan_tree, "{}", render(plan)).
#define SLUICE_ARTIFACT(artifact, ...) SLUICE_DETAIL_LOG(none, , true, (::sluice::detail::call_on<256>)(artifact), __VA_ARGS__)

/// Logs if the condition is true: SLUICE_LOG_IF(shop::reader, sluice::info, n > 0, "{} orders", n). The condition is
/// evaluated only when the level is enabled.
#define SLUICE_LOG_IF(component, level, condition, ...)                                           \
    SLUICE_DETAIL_LOG(none, SLUICE_DETAIL_LEVEL(level), (::sluice::detail::compiler_barrier(), static_cast<bool>(condition)), \
                      SLUICE_DETAIL_CALL(component, level), __VA_ARGS__)

// Limited calls. Suppressed messages are counted, and the next message of the same call shows their number, or a record
// at the end of the program. A call that is off isn't counted. Any thread; counts are exact across threads.

/// Logs each text once per process, logger and level: SLUICE_LOG_ONCE(shop::reader, sluice::info, "{} is old", path).
/// Formats the message each time. Remembers 65,536 texts; later ones are logged every time.
#define SLUICE_LOG_ONCE(component, level, ...) \
    SLUICE_DETAIL_LOG(once, SLUICE_DETAIL_LEVEL(level), true, SLUICE_DETAIL_CALL(component, level), __VA_ARGS__)

/// Logs each text once, at level warning: SLUICE_WARNING_ONCE(shop::reader, "{} is old", path).
#define SLUICE_WARNING_ONCE(component, ...) \
    SLUICE_DETAIL_LOG(once, , true, (::sluice::detail::call_on<30>)(component), __VA_ARGS__)

/// Logs the first n messages of this call, none if n is 0 or less: SLUICE_LOG_FIRST_N(shop::reader, sluice::info, 10,
/// "{} orders", n).
#define SLUICE_LOG_FIRST_N(component, level, n, ...)                                                        \
    SLUICE_DETAIL_LOG(first_n, SLUICE_DETAIL_LEVEL(level), (::sluice::detail::passes_limit_n<sluice_site>)(SLUICE_DETAIL_THIS_CALL, n), \
                      SLUICE_DETAIL_CALL(component, level), __VA_ARGS__)

/// Logs the first message of this call and every nth after it, none if n is 0 or less:
/// SLUICE_LOG_EVERY_N(shop::reader, sluice::info, 1000, "order {}", id).
#define SLUICE_LOG_EVERY_N(component, level, n, ...)                                                        \
    SLUICE_DETAIL_LOG(every_n, SLUICE_DETAIL_LEVEL(level), (::sluice::detail::passes_limit_n<sluice_site>)(SLUICE_DETAIL_THIS_CALL, n), \
                      SLUICE_DETAIL_CALL(component, level), __VA_ARGS__)

/// Logs the first message of this call, and each that comes at least so many seconds (may be a fraction) after the last
/// one logged; all if they are 0 or less: SLUICE_LOG_EVERY_SECONDS(shop::reader, sluice::info, 0.5, "order {}", id).
#define SLUICE_LOG_EVERY_SECONDS(component, level, seconds, ...)                                               \
    SLUICE_DETAIL_LOG(every_seconds, SLUICE_DETAIL_LEVEL(level),                                               \
                      (::sluice::detail::passes_limit_seconds<sluice_site>)(SLUICE_DETAIL_THIS_CALL, seconds), \
                      SLUICE_DETAIL_CALL(component, level), __VA_ARGS__)

// A level that isn't constant is a value of the call. Clang says 15 lines of each use of a wrong level, so there it is used
// once; GCC says three, and would store a variable in the frame of a coroutine.
#if SLUICE_DETAIL_ANALYSED
#define SLUICE_DETAIL_LEVEL(LEVEL)
#define SLUICE_DETAIL_CALL(CHANNEL, LEVEL) (::sluice::detail::analysed_call)(CHANNEL, LEVEL)
#else
#if SLUICE_DETAIL_CLANG
#define SLUICE_DETAIL_LEVEL(LEVEL) int const sluice_level = ::sluice::detail::level_number(LEVEL);
#define SLUICE_DETAIL_NUMBER(LEVEL) sluice_level
#else
#define SLUICE_DETAIL_LEVEL(LEVEL)
#define SLUICE_DETAIL_NUMBER(LEVEL) ::sluice::detail::level_number(LEVEL)
#endif
#define SLUICE_DETAIL_CALL(CHANNEL, LEVEL)                                                                           \
    (::sluice::detail::call_at<(__builtin_constant_p(SLUICE_DETAIL_NUMBER(LEVEL)) ? SLUICE_DETAIL_NUMBER(LEVEL)      \
                                                                                  : ::sluice::detail::late_level)>)( \
        CHANNEL, SLUICE_DETAIL_NUMBER(LEVEL))
#endif

// The test of a call, before the block with the rest of the call. It names the call's first argument once, so that a
// mistake there is one error. clang-tidy gets no branches, so that a call counts as 1 in the complexity of a function.
#if SLUICE_DETAIL_ANALYSED
#define SLUICE_DETAIL_TEST(CALL)   \
    auto const sluice_call = CALL; \
    static_cast<void>(sluice_call.passes(__func__));
#define SLUICE_DETAIL_THIS_CALL sluice_call
#define SLUICE_DETAIL_IF(CONDITION) static_cast<void>(CONDITION);
#define SLUICE_DETAIL_FORMAT(SOURCE, FORMAT) ::sluice::detail::literal_of(FORMAT)
#else
#define SLUICE_DETAIL_TEST(CALL)    \
    auto const sluice_call = CALL;  \
    if constexpr (sluice_call.kept) \
        if (sluice_call.passes(__func__)) [[unlikely]]
#define SLUICE_DETAIL_THIS_CALL sluice_call
#define SLUICE_DETAIL_IF(CONDITION) if (CONDITION)
// An argument that isn't a literal isn't evaluated, so it needn't be constant.
#define SLUICE_DETAIL_FORMAT(SOURCE, FORMAT) \
    (::sluice::detail::is_literal(SOURCE) ? ::sluice::detail::literal_of(FORMAT) : ::sluice::detail::format_literal{})
#endif

#if SLUICE_DETAIL_FOR_DEVICE
#define SLUICE_DETAIL_LOG(LIMIT, LEVEL, ADMITTED, CALL, ...) SLUICE_DETAIL_NOT_CALLED(__VA_ARGS__)
#else
// The test, and what follows it: the format, the site and the rest of the call. The site is a local class, because a
// constexpr function can't have a static constant before C++23. The function's name is in a constant, because __func__
// differs inside the class, and so are the format and its size, because a local class can't use a variable, by which a
// wrong format would be reported. There is no comma outside parentheses: a macro of the program's that passes a call on to
// another macro, as those of test frameworks do, would take it for the end of an argument.
#define SLUICE_DETAIL_LOG(LIMIT, LEVEL, ADMITTED, CALL, FORMAT, ...)                                                     \
    do {                                                                                                                 \
        LEVEL SLUICE_DETAIL_TEST(CALL) {                                                                                 \
            constexpr auto sluice_format = SLUICE_DETAIL_FORMAT(#FORMAT, FORMAT);                                        \
            static_assert(sluice_format.is_good,                                                                         \
                          "sluice: the format must be a string literal, as in SLUICE_INFO(shop::reader, \"{} orders\", " \
                          "n); to log a text, write \"{}\", text");                                                      \
            constexpr char const* sluice_text = sluice_format.text;                                                      \
            constexpr auto sluice_size = sluice_format.size;                                                             \
            constexpr char const* sluice_function = __func__;                                                            \
            struct sluice_site {                                                                                         \
                static constexpr ::sluice::detail::source source() noexcept {                                            \
                    return ::sluice::detail::source(::sluice::detail::limit::LIMIT, sluice_text, sluice_size,            \
                                                    SLUICE_DETAIL_FILE, __LINE__, sluice_function);                      \
                }                                                                                                        \
            };                                                                                                           \
            SLUICE_DETAIL_IF(ADMITTED)                                                                                   \
                (::sluice::detail::log_call<sluice_site>)(SLUICE_DETAIL_THIS_CALL __VA_OPT__(, ) __VA_ARGS__);           \
        }                                                                                                                \
    } while (false)
#endif

#include "detail/base/macros_pop.hpp"
