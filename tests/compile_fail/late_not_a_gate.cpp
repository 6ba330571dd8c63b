// mistake: no component, with a level that is a variable
// expect: sluice: the first argument of a log macro is a component or a module: SLUICE_LOG(shop::reader, level, "{} orders", n)
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))

void f([[maybe_unused]] sluice::level at, int x) {
#ifdef BROKEN
    SLUICE_LOG("reader", at, "{}", x);
#else
    SLUICE_LOG(shop::reader, at, "{}", x);
#endif
}
