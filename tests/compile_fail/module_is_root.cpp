// expect: the name of a module's logger must be below the registry's root
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

namespace shop {
#ifdef BROKEN
SLUICE_MODULE(root, "shop")
#else
SLUICE_MODULE(root, "shop.root")
#endif
}
