// mistake: a vector
// before: 33 54
// expect: sluice: an argument is a range: #include <fmt/ranges.h>
#include <sluice/sluice.hpp>
struct range {
    int values[2];
    int const* begin() const { return values; }
    int const* end() const { return values + 2; }
};
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads") (planner, "Plans"))

void f(range const& x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader, "{}", x);
#else
    SLUICE_INFO(shop::reader, "{}", x.begin()[0]);
#endif
}
