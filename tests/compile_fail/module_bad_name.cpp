// expect: a logger's name is made of letters, digits and _, in parts joined by single dots
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

namespace shop {
#ifdef BROKEN
SLUICE_MODULE(csv, "shop.reader.")
#else
SLUICE_MODULE(csv, "shop.reader.csv")
#endif
}
