// mistake: a row without parentheses
// expect: sluice: a row is in parentheses
// names: reader
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    reader,
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
