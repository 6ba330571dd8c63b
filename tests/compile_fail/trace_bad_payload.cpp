// expect: sluice: SLUICE_TRACE takes a registry, a name, metadata and optionally a payload
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int const* nodes, [[maybe_unused]] char kind) {
#ifdef BROKEN
    SLUICE_TRACE(shop::logs, "plan", *nodes, *nodes);
#else
    SLUICE_TRACE(shop::logs, "plan", *nodes, "payload");
#endif
}
