// expect: sluice: the argument before the format must be a number of seconds: SLUICE_LOG_EVERY_SECONDS(shop::reader, sluice::info, 0.5,
#include <chrono>
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
    [[maybe_unused]] std::chrono::seconds const pause(5);
#ifdef BROKEN
    SLUICE_LOG_EVERY_SECONDS(shop::reader, sluice::info, pause, "{}", x);
#else
    SLUICE_LOG_EVERY_SECONDS(shop::reader, sluice::info, pause.count(), "{}", x);
#endif
}
