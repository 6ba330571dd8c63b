// The macros that log. A call that is off costs one relaxed load, one compare and one branch, and evaluates
// none of its arguments. A call that is on formats its message and hands it to the sinks before it returns;
// it throws only what evaluating its arguments throws, keeps errno, and must not stand in a signal handler.
// In a constant expression a call does nothing.
//
//     SLUICE_INFO(shop::reader, "{}: {} orders", path, orders.size());
//     SLUICE_ARTIFACT(shop::plan_tree, "{}", render(plan));
//
// The format is a string literal in {fmt}'s syntax, checked at compile time.
#pragma once

#include "detail/cold/arguments.hpp"
#include "registry.hpp"

/// A message of a component or a module, at a level that is a constant: SLUICE_LOG(shop::reader,
/// sluice::info, "{}", x).
#define SLUICE_LOG(GATE, LEVEL, ...) \
    SLUICE_DETAIL_LOG(GATE, ::sluice::detail::message_level<SLUICE_DETAIL_GATE(GATE)>(LEVEL), __VA_ARGS__)

#define SLUICE_DEBUG(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{10}, __VA_ARGS__)
#define SLUICE_INFO(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{20}, __VA_ARGS__)
#define SLUICE_WARNING(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{30}, __VA_ARGS__)
#define SLUICE_ERROR(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{40}, __VA_ARGS__)
#define SLUICE_CRITICAL(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{50}, __VA_ARGS__)

/// An artifact, at its own level: SLUICE_ARTIFACT(shop::plan_tree, "{}", render(plan)).
#define SLUICE_ARTIFACT(ARTIFACT, ...) \
    SLUICE_DETAIL_LOG(ARTIFACT, ::sluice::detail::artifact_level<SLUICE_DETAIL_GATE(ARTIFACT)>(), __VA_ARGS__)

#define SLUICE_DETAIL_GATE(GATE) ::sluice::detail::gate_type<decltype(GATE)>

// The test, and the site: a local class, because a constexpr function can't hold a static constant (before
// C++23), which finds the function's name in a constant, because inside it __func__ is another one.
#define SLUICE_DETAIL_LOG(GATE, LEVEL, FORMAT, ...)                                                              \
    do {                                                                                                         \
        if (::sluice::detail::passes<SLUICE_DETAIL_GATE(GATE)>(LEVEL, __func__)) [[unlikely]] {                  \
            constexpr char const* sluice_function = __func__;                                                    \
            static_assert(::sluice::detail::is_literal<decltype(FORMAT)>,                                        \
                          "sluice: the format must be a string literal; to log a text, write \"{}\", text");     \
            struct sluice_site {                                                                                 \
                static constexpr ::sluice::detail::site describe() noexcept {                                    \
                    return ::sluice::detail::describe_site<SLUICE_DETAIL_GATE(GATE)>(LEVEL, FORMAT, __FILE__,    \
                                                                                     __LINE__, sluice_function); \
                }                                                                                                \
            };                                                                                                   \
            ::sluice::detail::log_call<sluice_site>(__VA_ARGS__);                                                \
        }                                                                                                        \
    } while (false)
