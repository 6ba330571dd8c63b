// expect: sluice: settings can't use the row's name
// names: reader
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads", named("order-reader")))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads", named("order_reader")))
#endif
