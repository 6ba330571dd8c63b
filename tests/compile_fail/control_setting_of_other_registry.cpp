// expect: sluice: this name belongs to another registry
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"))
SLUICE_REGISTRY(depot, "DEPOT_LOGS", (gates, "Opens and closes"))
int main() {
#ifdef BROKEN
    shop::logs.set({{depot::gates, sluice::info}});
#else
    shop::logs.set({{shop::reader, sluice::info}});
#endif
}
