// expect: sluice: artifact tree: this registry has no such component
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
