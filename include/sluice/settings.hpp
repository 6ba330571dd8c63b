// Settings in the source of a program, checked at compile time.
#pragma once

#include "detail/base/macros_push.hpp"

#include "control.hpp"
#include "detail/settings/compile_time.hpp"

/// Checks settings at compile time, and returns them for set() and scoped(). A mistake is a compile error:
///
///     shop::logs.set(SLUICE_SETTINGS(shop, "+planner,plan_tree"));
#define SLUICE_SETTINGS(REGISTRY, TEXT)                                                                        \
    [] {                                                                                                       \
        using sluice_rows = decltype(REGISTRY::logs)::rows;                                                    \
        struct sluice_text {                                                                                   \
            static constexpr ::sluice::text_view get() noexcept { return TEXT; }                               \
        };                                                                                                     \
        static_assert(::sluice::detail::settings_are_good<sluice_rows>(sluice_text::get()),                    \
                      "sluice: invalid SLUICE_SETTINGS(" #REGISTRY ", " #TEXT ")");                        \
        static_assert(::sluice::detail::explain_settings<sluice_rows, sluice_text>());                         \
        return ::sluice::checked_settings<sluice_rows>{sluice_text::get()};                                    \
    }()

#include "detail/base/macros_pop.hpp"
