// Defines a function that C files call to log, and one that uses no vector registers.
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader,  "Opening and decoding order files")
    (planner, "How a query will be run"))
// clang-format on

extern "C" void shop_read(char const* path, int orders);
extern "C" void shop_read(char const* path, int orders) { SLUICE_INFO(shop::reader, "{}: {} orders", path, orders); }

#if defined(__x86_64__)
#define GENERAL_REGISTERS __attribute__((target("general-regs-only")))
#else
#define GENERAL_REGISTERS
#endif

[[gnu::noinline]] static void report(int orders) { SLUICE_WARNING(shop::reader, "{} orders", orders); }
GENERAL_REGISTERS static void handle_interrupt(int orders) {
    if (shop::logs.enabled(shop::reader, sluice::warning)) report(orders);
}

int main() {
    shop_read("orders.csv", 2);
    handle_interrupt(2);
}
