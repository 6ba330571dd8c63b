// mistake: a dotted name of a row
// before: 122 92
// expect: sluice: a row's name is an identifier, without dots
// names: reader.csv
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans")
    (reader.csv, "Reads CSV"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans")
    (reader_csv, "Reads CSV", loggers("shop.reader.csv")),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
#endif

void use(int x) { SLUICE_INFO(shop::reader, "{}", x); SLUICE_ARTIFACT(shop::tree, "{}", x); }
