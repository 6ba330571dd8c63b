// mistake: more arguments than fields
// before: 0 0
// expect: sluice: there are more arguments than fields
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads") (planner, "Plans"))

void f(int x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader, "{}", x, x);
#else
    SLUICE_INFO(shop::reader, "{} {}", x, x);
#endif
}
