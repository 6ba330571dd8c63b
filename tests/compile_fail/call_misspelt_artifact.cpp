// mistake: a misspelt artifact
// before: 235 17
// expect: tre
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_ARTIFACT(shop::tre, "{}", x);
#else
    SLUICE_ARTIFACT(shop::tree, "{}", x);
#endif
}
