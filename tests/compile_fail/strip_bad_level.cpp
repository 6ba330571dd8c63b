// mistake: a level that doesn't exist in a strip list
// before: 32 78
// expect: sluice: a level in a strip list is debug, info, warning, error, critical or off
#include <sluice/sluice.hpp>

#ifdef BROKEN
#define SLUICE_STRIP_shop reader=inform
#else
#define SLUICE_STRIP_shop reader=info
#endif
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))
