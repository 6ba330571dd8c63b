// mistake: a number as the level
// before: 77 105
// expect: sluice: the level must be a sluice::level such as sluice::info
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_LOG(shop::reader, 20, "{}", x);
#else
    SLUICE_LOG(shop::reader, sluice::info, "{}", x);
#endif
}
