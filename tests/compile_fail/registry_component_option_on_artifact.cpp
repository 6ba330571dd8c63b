// expect: sluice: an artifact's options are off_by_default, hidden, at(level)
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads"),
    (tree, reader, "A tree", loggers("shop.tree")))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads"),
    (tree, reader, "A tree", logger("shop.tree")))
#endif
