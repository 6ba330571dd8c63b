// mistake: no component
// before: 106 97
// expect: sluice: the first argument of a log macro is a component or a module
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_INFO("reader", "{}", x);
#else
    SLUICE_INFO(shop::reader, "{}", x);
#endif
}
