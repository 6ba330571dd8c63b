// expect: sluice: in front of the format stands a whole number of messages: SLUICE_LOG_FIRST_N(shop::reader, sluice::info, 10,
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_LOG_FIRST_N(shop::reader, sluice::info, "{}", x);
#else
    SLUICE_LOG_FIRST_N(shop::reader, sluice::info, 3, "{}", x);
#endif
}
