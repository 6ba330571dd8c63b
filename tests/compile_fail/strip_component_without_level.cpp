// mistake: a component without a level in a strip list
// before: 32 78
// expect: sluice: in a strip list a component takes the lowest level that is kept
#include <sluice/sluice.hpp>

#ifdef BROKEN
#define SLUICE_STRIP_shop reader
#else
#define SLUICE_STRIP_shop reader=off
#endif
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))
