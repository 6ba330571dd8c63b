// expect: sluice: something is wrong in SLUICE_SETTINGS(shop, 
// expect: sluice: what is wrong with the settings says the Mistake of this template
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (planner, "Plans"))
int main() {
#ifdef BROKEN
    shop::logs.set(SLUICE_SETTINGS(shop, "help"));
#else
    shop::logs.set(SLUICE_SETTINGS(shop, "+planner,shop.late"));
#endif
}
