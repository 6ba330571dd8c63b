// mistake: a level that is a variable
// before: 142 58
// expect: level
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
extern sluice::level level;

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_LOG(shop::reader, level, "{}", x);
#else
    SLUICE_LOG(shop::reader, sluice::info, "{}", x);
#endif
}
