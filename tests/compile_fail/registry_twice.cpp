// mistake: a registry twice in a file
// before: 54 231
// expect: sluice: a file has this registry twice
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
#endif

void use(int x) { SLUICE_INFO(shop::reader, "{}", x); SLUICE_ARTIFACT(shop::tree, "{}", x); }
