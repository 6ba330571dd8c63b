// expect: a field of the format doesn't suit its argument
// The format specifier is checked against the callable's return type.
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
