// expect: sluice: component reader: a logger's name is made of letters, digits and _
// expect: sluice: artifact tree: a logger's name is made of letters, digits and _
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads", loggers("shop.reader", "shop..csv")),
    (tree, reader, "A tree", logger("shop.tree.")))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads", loggers("shop.reader", "shop.csv")),
    (tree, reader, "A tree", logger("shop.tree")))
#endif
