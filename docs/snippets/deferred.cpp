// Has a thread of its own format and write the records of a registry; with the argument kill, dies before it has.
#include <csignal>
#include <cstring>
#include <sluice/deferred.hpp>
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (orders, "Orders and their states")
    (prices, "What they cost"),
    (states, orders, "Each change of an order's state", off_by_default)
    (totals, prices, "Each sum", off_by_default))
// clang-format on

int main(int argc, char** argv) {
    auto const writer = shop::logs.defer();  // until the end of main
    for (int i = 1; i <= 3; ++i) SLUICE_INFO(shop::orders, "order {}: {:.2f}", i, i * 4.5);
    if (argc > 1 && std::strcmp(argv[1], "kill") == 0) std::raise(SIGKILL);
    writer.flush();  // waits until they are written
    return 0;
}
