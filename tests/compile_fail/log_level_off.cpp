// expect: sluice: off is a threshold, and no message has it
#include <sluice/sluice.hpp>

SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_LOG(shop::reader, sluice::off, "{}", x);
#else
    SLUICE_LOG(shop::reader, sluice::critical, "{}", x);
#endif
}
