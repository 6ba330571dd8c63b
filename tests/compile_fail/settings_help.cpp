// expect: sluice: invalid SLUICE_SETTINGS(shop, 
// expect: sluice: the Mistake of this template says what is wrong with the settings
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (planner, "Plans"))
int main() {
#ifdef BROKEN
    shop::logs.set(SLUICE_SETTINGS(shop, "help"));
#else
    shop::logs.set(SLUICE_SETTINGS(shop, "+planner,shop.late"));
#endif
}
