// mistake: SLUICE_INFO of an artifact
// before: 10 20
// expect: sluice: an artifact has its own level: write SLUICE_ARTIFACT(artifact, 
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_INFO(shop::tree, "{}", x);
#else
    SLUICE_ARTIFACT(shop::tree, "{}", x);
#endif
}
