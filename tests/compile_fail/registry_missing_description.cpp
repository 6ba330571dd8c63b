// expect: sluice: a row of SLUICE_REGISTRY lacks its description
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads"))
#endif
