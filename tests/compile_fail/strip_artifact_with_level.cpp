// expect: sluice: in a strip list an artifact takes no level
#include <sluice/sluice.hpp>

#ifdef BROKEN
#define SLUICE_STRIP_shop tree=off
#else
#define SLUICE_STRIP_shop tree
#endif
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))
