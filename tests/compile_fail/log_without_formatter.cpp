// mistake: a class without a formatter
// before: 33 54
// expect: sluice: an argument has no formatter
#include <sluice/sluice.hpp>
struct point {
    int x;
};
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads") (planner, "Plans"))

void f(point x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader, "{} {:>8}", 1, x);
#else
    SLUICE_INFO(shop::reader, "{} {:>8}", 1, x.x);
#endif
}
