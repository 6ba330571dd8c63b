// expect: sluice: the argument before the format must be a whole number: SLUICE_LOG_FIRST_N(shop::reader, sluice::info, 10,
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_LOG_FIRST_N(shop::reader, sluice::info, "{}", x);
#else
    SLUICE_LOG_FIRST_N(shop::reader, sluice::info, 3, "{}", x);
#endif
}
