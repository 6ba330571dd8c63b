// mistake: an unknown name in a strip list
// before: 32 78
// expect: sluice: a name in the strip list is neither a component nor an artifact
// names: readr=info
#include <sluice/sluice.hpp>

#ifdef BROKEN
#define SLUICE_STRIP_shop tree,readr=info
#else
#define SLUICE_STRIP_shop tree,reader=info
#endif
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))
