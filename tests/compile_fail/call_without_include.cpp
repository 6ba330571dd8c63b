// mistake: no #include
// before: 7 4
// expect: shop
#ifdef BROKEN
#else
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
#endif
void f([[maybe_unused]] int x) { SLUICE_INFO(shop::reader, "{}", x); }
