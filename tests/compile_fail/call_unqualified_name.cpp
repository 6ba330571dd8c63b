// mistake: a name without its namespace
// before: 247 17
// expect: reader
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_INFO(reader, "{}", x);
#else
    SLUICE_INFO(shop::reader, "{}", x);
#endif
}
