// expect: invalid type specifier
// A lazy argument's field is checked against what the callable returns.
#include <sluice/sluice.hpp>
#include <string>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f() {
#ifdef BROKEN
    SLUICE_INFO(shop::reader, "{:d}", sluice::lazy([] { return std::string("text"); }));
#else
    SLUICE_INFO(shop::reader, "{:s}", sluice::lazy([] { return std::string("text"); }));
#endif
}
