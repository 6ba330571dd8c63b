// mistake: a logger without quotes
// expect: sluice: the second argument of SLUICE_MODULE is the name of its logger, in quotes
// names: csv
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
#ifdef BROKEN
namespace shop { SLUICE_MODULE(csv, shop.reader.csv) }
#else
namespace shop { SLUICE_MODULE(csv, "shop.reader.csv") }
#endif

void use(int x) { SLUICE_INFO(shop::reader, "{}", x); SLUICE_ARTIFACT(shop::tree, "{}", x); }
