// mistake: a text as the format
// before: 56 123
// expect: sluice: the format must be a string literal, as in SLUICE_INFO(shop::reader
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    char const* text = "x";
    SLUICE_INFO(shop::reader, text);
#else
    char const* text = "x";
    SLUICE_INFO(shop::reader, "{}", text);
#endif
}
