// expect: sluice: logs.defer() needs #include <sluice/deferred.hpp>
#include <sluice/sluice.hpp>
#ifndef BROKEN
#include <sluice/deferred.hpp>
#endif

SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f() { auto const writer = shop::logs.defer(); }
