// Levels and components that are chosen at run time.
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader,  "Opening and decoding order files")
    (planner, "How a query will be run"))
// clang-format on

static void report(sluice::channel const& to, bool is_final) {
    SLUICE_LOG(to, is_final ? sluice::error : sluice::warning, "no answer");
    SLUICE_INFO(to, "{} attempts are left", is_final ? 0 : 1);
}

static void both() {
    report(shop::reader, false);
    report(shop::planner, true);
}

int main() { both(); }
