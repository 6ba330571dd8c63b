// Declares the registry of the bridge tests, and logs a record of each level.
#pragma once

#include <sluice/sluice.hpp>
#include <string>
#include <string_view>
#include <vector>

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_BRIDGE_TEST_LOGS",
    (reader, "Reading"), (tree, reader, "A tree"))
// clang-format on

inline std::string copy(sluice::text_view text) { return {text.data(), text.size()}; }

constexpr unsigned log_line = __LINE__ + 2;
inline void log_each_level() {
    SLUICE_DEBUG(shop::reader, "de%sbug {}", 1);
    SLUICE_INFO(shop::reader, "info");
    SLUICE_WARNING(shop::reader, "warning\nof two lines\n");
    SLUICE_ERROR(shop::reader, "error");
    SLUICE_CRITICAL(shop::reader, "critical");
    SLUICE_ARTIFACT(shop::tree, "tree");
}
