// Defines a function that C files call to log.
#include <sluice/sluice.hpp>

SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Opening and decoding order files"))

extern "C" void shop_read(char const* path, int orders);
extern "C" void shop_read(char const* path, int orders) { SLUICE_INFO(shop::reader, "{}: {} orders", path, orders); }

int main() { shop_read("orders.csv", 2); }
