// Settings from code.
#include <cstdio>
#include <sluice/sluice.hpp>

SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Opening and decoding order files"),
    (row_dump, reader, "Every row that was read", off_by_default))

static void show(sluice::text_view message) {
    std::printf("%.*s", static_cast<int>(message.size()), message.data());
}

int main(int argc, char** argv) {
    char const* const text = argc > 1 ? argv[1] : "-reader";
    shop::logs.set("+reader,row_dump");  // in place of all settings that were in force
    if (auto const result = shop::logs.set(text); !result) show(result.message());
    bool const worth_it = shop::logs.enabled(shop::row_dump);
    sluice::level const now = shop::logs.level_of("shop.reader");
    std::printf("row_dump %s, shop.reader %s\n", worth_it ? "on" : "off", to_text(now).data());
}
