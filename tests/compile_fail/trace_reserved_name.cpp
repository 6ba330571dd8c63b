// expect: the trace format reserves this name
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f(int frame) {
#ifdef BROKEN
    SLUICE_TRACE(shop::logs, "frame_id", frame);
#else
    SLUICE_TRACE(shop::logs, "frame", frame);
#endif
}
