// mistake: a module outside its namespace
// before: 192 141
// expect: is not in a registry's namespace
// names: csv
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

#ifdef BROKEN
SLUICE_MODULE(csv, "shop.reader.csv")
#else
namespace shop { SLUICE_MODULE(csv, "shop.reader.csv") }
#endif
