// Leaves formatting and writing to another thread; ends as a crash would, if it is told to.
#include <cstdlib>
#include <cstring>
#include <sluice/deferred.hpp>
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (orders, "Orders and their states")
    (net,    "Connections to the warehouse"),
    (states, orders, "Each change of an order's state", off_by_default))
// clang-format on

static void pack(int order) { SLUICE_INFO(shop::orders, "order {} is packed: {:.2f} kg", order, 0.75 * order); }

int main(int argc, char** argv) {
    auto const writer = shop::logs.defer();  // until the end of the scope

    for (int order = 1; order <= 3; ++order) pack(order);
    if (argc > 1 && std::strcmp(argv[1], "crash") == 0) std::_Exit(1);
    writer.flush();  // what has been logged so far is in the file now
}

// Other options.
void run_market(void (*trade)()) {
    auto const writer = shop::logs.defer({.buffer_size = 4 * 1024 * 1024,
                                          .idle = sluice::idle_strategy::spin,
                                          .cpu = 3,
                                          .drain_at = sluice::error,
                                          .folder = "/var/lib/market"});
    trade();
}
