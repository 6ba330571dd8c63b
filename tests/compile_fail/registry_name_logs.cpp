// mistake: a row called logs
// before: 62 33
// expect: sluice: the registry itself is called logs
#include <sluice/sluice.hpp>
#ifdef BROKEN
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (logs, "Writes logs"))
#else
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (logs_, "Writes logs", named("logs")))
#endif
