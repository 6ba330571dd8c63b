// mistake: SLUICE_WARN
// expect: SLUICE_WARN
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_WARN(shop::reader, "{}", x);
#else
    SLUICE_WARNING(shop::reader, "{}", x);
#endif
}
