// mistake: the name of the registry in quotes
// before: 272 86
// expect: sluice: a registry's name becomes a namespace: write an identifier, without quotes
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY("shop", "SHOP_LOGS",
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
