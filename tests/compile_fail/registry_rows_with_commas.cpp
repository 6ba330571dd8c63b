// mistake: a comma between rows: three lists
// before: 47 365
// expect: sluice: SLUICE_REGISTRY takes two lists of rows, with no commas between the rows of a list
// names: dump
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads"),
    (tree, reader, "A tree"),
    (dump, reader, "A dump"))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads"),
    (tree, reader, "A tree")
    (dump, reader, "A dump"))
#endif
