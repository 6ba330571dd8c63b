// expect: an environment variable's name is made of letters, digits and _, and doesn't start with a digit
// names: SHOP-LOGS
#include <sluice/sluice.hpp>

#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP-LOGS", (reader, "Reads"))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"))
#endif
