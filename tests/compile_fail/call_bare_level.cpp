// mistake: a level without sluice::
// before: 159 14
// expect: info
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_LOG(shop::reader, info, "{}", x);
#else
    SLUICE_LOG(shop::reader, sluice::info, "{}", x);
#endif
}
