// expect: the trace format reserves this name
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f(char const* name) {
#ifdef BROKEN
    SLUICE_TRACE(shop::logs, "", name);
#else
    SLUICE_TRACE(shop::logs, name, "");
#endif
}
