#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Opening and decoding order files"),                       // components have levels
    (row_dump, reader, "Every row that was read", off_by_default))      // artifacts are on or off
int main() {
    SLUICE_INFO(shop::reader, "{}: {} orders", "orders.csv", 2);
    SLUICE_ARTIFACT(shop::row_dump, "{}", "1001 tea 4.50\n1002 rice 2.20");
}
