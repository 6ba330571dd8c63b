// expect: sluice: the argument before the format must be a whole number
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_LOG_EVERY_N(shop::reader, sluice::info, 0.5, "{}", x);
#else
    SLUICE_LOG_EVERY_SECONDS(shop::reader, sluice::info, 0.5, "{}", x);
#endif
}
