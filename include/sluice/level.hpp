// Levels, with the numbers of Python's logging module. Independent of registries and settings.
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/base/compiler.hpp"
#include "text_view.hpp"

namespace sluice {

/// Severity of a message, and threshold of a logger, which logs messages of its threshold and above. `off` is only a
/// threshold: no message has it.
enum class level : unsigned char { debug = 10, info = 20, warning = 30, error = 40, critical = 50, off = 99 };
using enum level;

/// Stands for an artifact's own level in macros that take a level: SLUICE_LOG(shop::plan_tree, sluice::on, "{}", tree).
struct on_t {};
inline constexpr on_t on{};

namespace detail {

struct level_name {
    level value;
    text_view name;
};

SLUICE_DETAIL_HIDDEN inline constexpr level_name level_names[] = {
    {level::debug, "debug"}, {level::info, "info"},         {level::warning, "warning"},
    {level::error, "error"}, {level::critical, "critical"}, {level::off, "off"}};

}  // namespace detail

/// Returns the name of a level in settings, "debug" to "off". NUL-terminated. Allocates nothing, locks nothing; any
/// thread.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr text_view to_text(level value) noexcept {
    for (auto const& entry : detail::level_names)
        if (entry.value == value) return entry.name;
    return "?";
}

}  // namespace sluice

#include "detail/base/macros_pop.hpp"
