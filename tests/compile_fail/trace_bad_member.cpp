// expect: sluice: JSON values are null, bool, numbers, texts, json_array({...}) and json_object({...})
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int const* nodes, [[maybe_unused]] char kind) {
#ifdef BROKEN
    SLUICE_TRACE(shop::logs, "plan", sluice::json_object({{"kind", kind}}));
#else
    SLUICE_TRACE(shop::logs, "plan", sluice::json_object({{"kind", sluice::text_view(&kind, 1)}}));
#endif
}
