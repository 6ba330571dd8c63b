// expect: sluice: the first argument of SLUICE_TRACE is a registry: SLUICE_TRACE(shop::logs,
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f(int nodes) {
#ifdef BROKEN
    SLUICE_TRACE(shop::tree, "plan", nodes);
#else
    SLUICE_TRACE(shop::logs, "plan", nodes);
#endif
}
