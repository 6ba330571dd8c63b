// mistake: a pointer
// before: 33 54
// expect: sluice: an argument is a pointer
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads") (planner, "Plans"))

void f(int* x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader, "{}", x);
#else
    SLUICE_INFO(shop::reader, "{}", static_cast<void const*>(x));
#endif
}
