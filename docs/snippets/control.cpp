// Changes settings from code.
#include <cstdio>
#include <sluice/sluice.hpp>

SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader,  "Opening and decoding order files")
    (planner, "How a query will be run"),
    (row_dump,  reader,  "Every row that was read", off_by_default)
    (plan_tree, planner, "The chosen plan, one line per node"))

static bool statistics = false;

static void show(sluice::text_view message) {
    std::printf("%.*s", static_cast<int>(message.size()), message.data());
}
static void work() { SLUICE_WARNING(shop::reader, "not to be seen"); }

int main(int argc, char** argv) {
    shop::logs.defaults("reader");  // beneath the environment's settings
    char const* const text = argc > 1 ? argv[1] : "-reader";
    auto const listener = shop::logs.on_change([] { statistics = shop::logs.enabled(shop::row_dump); });
    shop::logs.set("+reader,row_dump");  // in place of all settings that were in force
    if (auto const result = shop::logs.set(text); !result) show(result.message());
    shop::logs.set(SLUICE_SETTINGS(shop, "+reader,row_dump"));  // checked as the program is compiled
    shop::logs.set("row_dump", sluice::override_environment);
    {
        auto const quiet = shop::logs.scoped("-all");
        work();  // only errors get out, of all threads
    }
    sluice::level const now = shop::logs.level_of("shop.reader");
    std::printf("statistics %s, shop.reader %s\n", statistics ? "on" : "off", to_text(now).data());
}
