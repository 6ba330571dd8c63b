// expect: sluice: off is a threshold, not a level for messages
#include <sluice/sluice.hpp>

SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_LOG(shop::reader, sluice::off, "{}", x);
#else
    SLUICE_LOG(shop::reader, sluice::critical, "{}", x);
#endif
}
