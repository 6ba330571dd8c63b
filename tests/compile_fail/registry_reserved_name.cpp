// expect: sluice: artifact all: settings can't use this name
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
