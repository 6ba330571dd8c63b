// expect: sluice: the first argument of submit() is a component, a module or an artifact: submit(shop::reader, record)
#include <sluice/sluice.hpp>
SLUICE_REGISTRY(shop, "SHOP_LOGS", (reader, "Reads"))
int main() {
#ifdef BROKEN
    submit(shop::logs, sluice::record{});
#else
    submit(shop::reader, sluice::record{});
#endif
}
