// expect: takes Python's logging format, such as
// names: tree
// names: %(mesage)s
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree", format("%(mesage)s")))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree", format("%(message)s")))
#endif
