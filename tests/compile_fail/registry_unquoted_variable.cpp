// mistake: the variable without quotes
// before: 57 146
// expect: sluice: the second argument of SLUICE_REGISTRY is the name of the environment variable, in quotes
// names: SHOP_LOGS
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, SHOP_LOGS,
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
