// expect: sluice: the format must be a string literal, as in SLUICE_INFO(shop::reader
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f(int x) {
    [[maybe_unused]] char const* const text = "x";
#ifdef BROKEN
    SLUICE_LOG_IF(shop::reader, sluice::info, x > 3, text);
#else
    SLUICE_LOG_IF(shop::reader, sluice::info, x > 3, "{}", text);
#endif
}
