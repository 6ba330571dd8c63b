// mistake: no description
// before: 68 378
// expect: sluice: a row lacks its description
// names: reader
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads"))
#endif
