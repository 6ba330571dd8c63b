// expect: an_artifact_is_set_to_on_or_off
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))
int main() {
#ifdef BROKEN
    shop::logs.set({{shop::tree, sluice::info}});
#else
    shop::logs.set({{shop::tree, sluice::off}});
#endif
}
