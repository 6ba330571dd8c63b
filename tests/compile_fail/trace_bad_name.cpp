// expect: sluice: the name of a trace record is a text
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int const* nodes, [[maybe_unused]] char kind) {
#ifdef BROKEN
    SLUICE_TRACE(shop::logs, *nodes, "plan");
#else
    SLUICE_TRACE(shop::logs, "plan", *nodes);
#endif
}
