#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Opening and decoding order files")                        // components have levels
    (planner, "How a query will be run"),                               // one comma, between the two lists
    (row_dump, reader, "Every row that was read", off_by_default)       // artifacts are on or off
    (plan_tree, planner, "The chosen plan, one line per node"))
int main() {
    SLUICE_INFO(shop::reader, "{}: {} orders", "orders.csv", 2);
    SLUICE_ARTIFACT(shop::row_dump, "{}", "1001 tea 4.50\n1002 rice 2.20");
}
