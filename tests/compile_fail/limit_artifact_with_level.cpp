// expect: sluice::on in place of a level
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_LOG_FIRST_N(shop::tree, sluice::debug, 3, "{}", x);
#else
    SLUICE_LOG_FIRST_N(shop::tree, sluice::on, 3, "{}", x);
#endif
}
