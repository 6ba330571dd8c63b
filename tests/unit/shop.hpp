// The registry of most unit tests.
#pragma once

#include <sluice/sluice.hpp>
#include <string>
#include <string_view>

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_UNIT_TEST_LOGS",
    (reader,   "Opening, decoding and checking order files")
    (planner,  "How a query will be run")
    (export_,  "Handing results on", named("export"), loggers("shop.export", "shop.export.pdf"), hidden),
    (plan_tree, planner, "The chosen plan, one line per node")
    (row_dump,  reader,  "Every row that passes a filter", off_by_default)
    (summary,   planner, "What a query cost", at(info), hidden)
    (pages,     export_, "Each page as it is laid out", logger("shop.export.pdf"), format("%(message)s")))
// clang-format on

inline std::string_view view(sluice::text_view text) { return {text.data(), text.size()}; }
inline std::string copy(sluice::text_view text) { return {text.data(), text.size()}; }

/// An output buffer for pure functions, also at compile time.
template <std::size_t Capacity = 1024>
struct fixed_text {
    char characters[Capacity] = {};
    std::size_t size = 0;
    constexpr void append(sluice::text_view text) {
        for (char c : text) characters[size++] = c;
    }
    constexpr operator sluice::text_view() const { return {characters, size}; }
};
