// expect: sluice: an entry of the strip list has no valid name
#include <sluice/sluice.hpp>

#ifdef BROKEN
#define SLUICE_STRIP_shop @shop.logs
#else
#define SLUICE_STRIP_shop all=off
#endif
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))
