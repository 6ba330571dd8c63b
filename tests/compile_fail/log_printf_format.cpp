// mistake: a format of printf's
// before: 0 0
// expect: sluice: the format has no field for its arguments
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads") (planner, "Plans"))

void f(int x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader, "%d orders", x);
#else
    SLUICE_INFO(shop::reader, "{} orders: 100 %", x);
#endif
}
