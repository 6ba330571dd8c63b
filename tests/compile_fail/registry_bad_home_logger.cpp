// expect: sluice: a logger's name is made of letters, digits and _
// names: tree
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads", loggers("shop.reader", "shop.csv")),
    (tree, reader, "A tree", logger("shop.tree.")))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads", loggers("shop.reader", "shop.csv")),
    (tree, reader, "A tree", logger("shop.tree")))
#endif
