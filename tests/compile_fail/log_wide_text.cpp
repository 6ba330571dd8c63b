// expect: sluice: an argument is a wide text
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads") (planner, "Plans"))

void f(wchar_t const* x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader, "{}", x);
#else
    SLUICE_INFO(shop::reader, "{}", x[0] == L'a');
#endif
}
