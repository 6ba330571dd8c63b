// expect: sluice: a sink is called with a record: shop::logs.add_sink([](sluice::record const& made) { ... })
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"))
int main() {
#ifdef BROKEN
    auto const sink = shop::logs.add_sink([](char const*) {});
#else
    auto const sink = shop::logs.add_sink([](sluice::record const&) {});
#endif
}
