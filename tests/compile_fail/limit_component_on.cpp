// expect: or a level in place of sluice::on
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_LOG_EVERY_N(shop::reader, sluice::on, 3, "{}", x);
#else
    SLUICE_LOG_EVERY_N(shop::reader, sluice::info, 3, "{}", x);
#endif
}
