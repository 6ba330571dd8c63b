// mistake: a ternary as the format
// before: 43 142
// expect: format
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader, x > 0 ? "a {}" : "b {}", x);
#else
    SLUICE_INFO(shop::reader, "{}", x);
#endif
}
