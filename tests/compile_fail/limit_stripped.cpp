// expect: sluice: the argument before the format must be a whole number
// A call that is compiled out is still checked.
#define SLUICE_STRIP_shop all=off
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_LOG_FIRST_N(shop::reader, sluice::info, 0.5, "{}", x);
#else
    SLUICE_LOG_FIRST_N(shop::reader, sluice::info, 5, "{}", x);
#endif
}
