// expect: sluice: an artifact has its own level: write SLUICE_ARTIFACT(artifact,
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))

void f([[maybe_unused]] int x) {
#ifdef BROKEN
    SLUICE_LOG_ONCE(shop::tree, sluice::debug, "{}", x);
#else
    SLUICE_LOG_ONCE(shop::tree, sluice::on, "{}", x);
#endif
}
