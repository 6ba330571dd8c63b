// mistake: a name of a row in quotes
// before: 122 92
// expect: sluice: a row's name is an identifier: write it without quotes
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans")
    ("writer", "Writes"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans")
    (writer, "Writes"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
#endif

void use(int x) { SLUICE_INFO(shop::reader, "{}", x); SLUICE_ARTIFACT(shop::tree, "{}", x); }
