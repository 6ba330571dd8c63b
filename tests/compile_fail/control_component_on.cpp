// expect: sluice: a component or a module is set to a level: {shop::reader, sluice::debug}
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"), (tree, reader, "A tree"))
int main() {
#ifdef BROKEN
    shop::logs.set({{shop::reader, sluice::on}});
#else
    shop::logs.set({{shop::reader, sluice::debug}, {shop::tree, sluice::on}});
#endif
}
