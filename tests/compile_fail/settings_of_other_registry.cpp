// expect: checked_settings<depot::sluice_rows<
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"))
SLUICE_REGISTRY(depot, "DEPOT_LOGS", (gates, "Opens and closes"))
int main() {
#ifdef BROKEN
    shop::logs.set(SLUICE_SETTINGS(depot, "gates"));
#else
    shop::logs.set(SLUICE_SETTINGS(shop, "reader"));
#endif
}
