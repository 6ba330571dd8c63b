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
#define SLUICE_LOG(GATE, LEVEL, ...) SLUICE_DETAIL_LOG(message, GATE, LEVEL, __VA_ARGS__)

#define SLUICE_DEBUG(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{10}, __VA_ARGS__)
#define SLUICE_INFO(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{20}, __VA_ARGS__)
#define SLUICE_WARNING(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{30}, __VA_ARGS__)
#define SLUICE_ERROR(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{40}, __VA_ARGS__)
#define SLUICE_CRITICAL(GATE, ...) SLUICE_LOG(GATE, ::sluice::level{50}, __VA_ARGS__)

/// An artifact, at its own level: SLUICE_ARTIFACT(shop::plan_tree, "{}", render(plan)).
#define SLUICE_ARTIFACT(ARTIFACT, ...) SLUICE_DETAIL_LOG(artifact_message, ARTIFACT, ::sluice::level{10}, __VA_ARGS__)

// Kept or stripped; the test; and the site: a local class, because a constexpr function can't hold a static constant
// (before C++23), which finds the function's name in a constant, because inside it __func__ is another one.
#define SLUICE_DETAIL_LOG(KIND, GATE, LEVEL, FORMAT, ...)                                                        \
    do {                                                                                                         \
        using sluice_call = ::sluice::detail::KIND<::sluice::detail::gate_type<decltype(GATE)>, LEVEL>;          \
        if constexpr (sluice_call::kept)                                                                         \
            if (sluice_call::passes(__func__)) [[unlikely]] {                                                    \
                static_assert(::sluice::detail::is_literal<decltype(FORMAT)>,                                    \
                              "sluice: the format must be a string literal; to log a text, write \"{}\", text"); \
                constexpr char const* sluice_function = __func__;                                                \
                struct sluice_site {                                                                             \
                    static constexpr ::sluice::detail::site describe() noexcept {                                \
                        return ::sluice::detail::describe_site<sluice_call>(FORMAT, __FILE__, __LINE__,          \
                                                                            sluice_function);                    \
                    }                                                                                            \
                };                                                                                               \
                ::sluice::detail::log_call<sluice_site, sluice_call::kept>(__VA_ARGS__);                         \
            }                                                                                                    \
    } while (false)
