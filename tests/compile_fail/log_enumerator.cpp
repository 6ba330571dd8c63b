// mistake: an enumerator
// before: 33 54
// expect: sluice: an argument is an enumerator without a formatter
#include <sluice/sluice.hpp>
enum class colour { red };
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads") (planner, "Plans"))

void f(colour x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader, "{}", x);
#else
    SLUICE_INFO(shop::reader, "{}", static_cast<int>(x));
#endif
}
