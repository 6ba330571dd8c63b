// mistake: SLUICE_TRACE as a level
// expect: SLUICE_TRACE
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_TRACE(shop::reader, "hello");
#else
    SLUICE_DEBUG(shop::reader, "hello");
#endif
}
