// mistake: two components of one name
// before: 98 51
// expect: sluice: a registry has two rows of this name
// names: reader
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (reader, "Reads again"))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (rereader, "Reads again"))
#endif
