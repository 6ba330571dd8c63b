// mistake: stream style
// before: 70 37
// expect: expected
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader) << x;
#else
    SLUICE_INFO(shop::reader, "{}", x);
#endif
}
