// expect: sluice: the first argument of SLUICE_ARTIFACT is an artifact
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))

void f(int x) {
    [[maybe_unused]] sluice::channel const to = shop::reader;
#ifdef BROKEN
    SLUICE_ARTIFACT(to, "{}", x);
#else
    SLUICE_ARTIFACT(shop::tree, "{}", x);
#endif
}
