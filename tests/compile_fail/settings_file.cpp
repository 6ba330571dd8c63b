// expect: sluice: the Mistake of this template says what is wrong with the settings
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (planner, "Plans"))
int main() {
#ifdef BROKEN
    shop::logs.set(SLUICE_SETTINGS(shop, "+planner,@shop.logs"));
#else
    shop::logs.set("+planner,@shop.logs");
#endif
}
