// mistake: sluice::warn
// before: 139 54
// expect: warn
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_LOG(shop::reader, sluice::warn, "{}", x);
#else
    SLUICE_LOG(shop::reader, sluice::warning, "{}", x);
#endif
}
