// mistake: a field that doesn't fit its argument
// before: 36 79
// expect: sluice: a field of the format doesn't suit its argument
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads") (planner, "Plans"))

void f(char const* x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader, "{:d}", x);
#else
    SLUICE_INFO(shop::reader, "{:s} {{", x);
#endif
}
