// expect: sluice: this name belongs to another registry
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

SLUICE_REGISTRY(other, "OTHER_LOGS", (part, "Another registry"))

bool f() {
#ifdef BROKEN
    return shop::logs.enabled(other::part, sluice::info);
#else
    return other::logs.enabled(other::part, sluice::info);
#endif
}
