// expect: sluice: an artifact has its own level: use enabled(artifact)
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

SLUICE_REGISTRY(other, "OTHER_LOGS", (part, "Another registry"))

bool f() {
#ifdef BROKEN
    return shop::logs.enabled(shop::tree, sluice::info);
#else
    return shop::logs.enabled(shop::tree);
#endif
}
