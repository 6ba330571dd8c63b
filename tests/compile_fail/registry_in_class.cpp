// mistake: a registry in a class
// before: 245 55
// expect: sluice: SLUICE_REGISTRY is for namespaces: move it out of the class
#include <sluice/sluice.hpp>
#ifdef BROKEN
struct outer {
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
};
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
#endif
