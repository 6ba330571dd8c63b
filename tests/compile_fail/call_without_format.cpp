// mistake: no format
// before: 65 33
// expect: sluice: the format must be a string literal
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader);
#else
    SLUICE_INFO(shop::reader, "{}", x);
#endif
}
