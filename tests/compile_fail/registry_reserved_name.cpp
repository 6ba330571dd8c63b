// mistake: a row called all
// before: 32 23
// expect: sluice: settings can't use the row's name
// names: all
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (all, planner, "Everything"))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (all, planner, "Everything", named("everything")))
#endif
