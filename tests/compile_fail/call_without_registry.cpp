// mistake: no registry
// before: 235 66
// expect: shop
#include <sluice/sluice.hpp>
#ifdef BROKEN
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
#endif
void f([[maybe_unused]] int x) { SLUICE_INFO(shop::reader, "{}", x); }
