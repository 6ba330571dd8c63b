// expect: sluice: a NUL would end the format
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads") (planner, "Plans"))

void f(int x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader, "a\0b {}", x);
#else
    SLUICE_INFO(shop::reader, "a{}b {}", 0, x);
#endif
}
