// Settings that a program has in its source, checked as it is compiled.
#pragma once

#include "detail/base/macros_push.hpp"

#include "control.hpp"
#include "detail/settings/compile_time.hpp"

/// Settings that are checked as the program is compiled, for set() and scoped():
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
