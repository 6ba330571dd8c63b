// expect: sluice: lazy(...) takes a callable that can be called without arguments, and as const, and returns the value to log
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_INFO(shop::reader, "{}", sluice::lazy([] {}));
#else
    SLUICE_INFO(shop::reader, "{}", sluice::lazy([x] { return x; }));
#endif
}
