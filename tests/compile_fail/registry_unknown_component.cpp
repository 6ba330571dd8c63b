// mistake: an artifact of an unknown component
// before: 26 23
// expect: sluice: an artifact's row is (name, component, "description", options...), and this registry has no such component
// names: tree
// names: planner
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planer, "A tree"))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree"))
#endif
