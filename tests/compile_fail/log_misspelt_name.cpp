// mistake: a misspelt component
// before: 235 75
// expect: readr
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_INFO(shop::readr, "{}", x);
#else
    SLUICE_INFO(shop::reader, "{}", x);
#endif
}
