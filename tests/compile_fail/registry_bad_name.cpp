// expect: sluice: component reader: settings can't use this name
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads", named("order-reader")))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads", named("order_reader")))
#endif
