// expect: there are more fields than arguments
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_WARNING_ONCE(shop::reader, "{} {}", x);
#else
    SLUICE_WARNING_ONCE(shop::reader, "{}", x);
#endif
}
