// mistake: a text that a pointer has as the format
// before: 56 154
// expect: sluice: the format must be a string literal
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader, "A dump"))
extern char** argv;

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader, argv[0]);
#else
    SLUICE_INFO(shop::reader, "{}", argv[0]);
#endif
}
