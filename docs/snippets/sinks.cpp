// Receives records with sinks, and logs another library's messages with submit().
#include <cstdio>
#include <sluice/sluice.hpp>
#include <string>

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader,  "Opening and decoding order files")
    (planner, "How a query will be run"))
// clang-format on

/// Called by another library with its messages.
static void report(int severity, char const* text) {
    sluice::record made;
    made.at = severity > 2 ? sluice::error : sluice::info;
    made.text = text;
    submit(shop::reader, made);
}

int main() {
    int errors = 0;
    std::string window;
    {
        auto const counter = shop::logs.add_sink([&](sluice::record const& made) {
            if (made.at >= sluice::error) ++errors;
        });
        auto const shown = shop::logs.add_sink(
            [&](sluice::record const& made) { append_lines(window, made, "%(levelname)-8s%(name)s| %(message)s"); },
            sluice::replace_stderr);
        SLUICE_WARNING(shop::reader, "orders.csv: no header");
        report(3, "disk failure");
        report(1, "disk is fine");  // not on
    }
    SLUICE_WARNING(shop::reader, "on stderr again");
    {
        auto file = shop::logs.add_sink(sluice::file_sink{"shop.log", "%(levelname)s %(message)s"});
        SLUICE_WARNING(shop::reader, "in the file, and on stderr");
        file.get().reopen();  // as after a log rotation
    }
    std::printf("%d error\n%s", errors, window.c_str());
}
