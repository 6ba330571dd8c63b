// expect: sluice: an artifact has its own level: write SLUICE_ARTIFACT(artifact, "...", ...), or sluice::on in place of a level
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))

void f([[maybe_unused]] sluice::level at, int x) {
#ifdef BROKEN
    SLUICE_LOG(shop::tree, at, "{}", x);
#else
    SLUICE_LOG(shop::tree, sluice::on, "{}", x);
#endif
}
