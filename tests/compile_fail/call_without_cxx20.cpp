// mistake: C++17
// before: 7 36
// expect: sluice: this needs C++20
// options: -std=c++17
#include <sluice/sluice.hpp>
#ifdef BROKEN
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
#endif
