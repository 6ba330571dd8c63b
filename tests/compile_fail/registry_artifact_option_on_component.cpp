// expect: sluice: a component's options are hidden, named
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads", off_by_default))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads", hidden))
#endif
