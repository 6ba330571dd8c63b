// mistake: SLUICE_ARTIFACT of a component
// before: 10 20
// expect: sluice: SLUICE_ARTIFACT takes an artifact; for a component or a module write SLUICE_DEBUG
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_ARTIFACT(shop::reader, "{}", x);
#else
    SLUICE_INFO(shop::reader, "{}", x);
#endif
}
