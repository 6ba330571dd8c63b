// expect: sluice: a channel is a component or a module: an artifact has its own level, so its calls name it
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))

#ifdef BROKEN
sluice::channel const to = shop::tree;
#else
sluice::channel const to = shop::planner;
#endif
void f(int x) { SLUICE_INFO(to, "{}", x); }
