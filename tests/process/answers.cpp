// Test program of tests/process/answers: prints the thresholds that the settings made, and logs a line.
// The registry is the one of the documentation, with a component and an artifact that are compiled out.
// clang-format off
#define SLUICE_STRIP_shop writer=warning,byte_dump
// clang-format on
#include <sluice/sluice.hpp>

#include <cstdio>

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader,   "Opening, decoding and checking order files")
    (planner,  "How a query will be run")
    (executor, "Running it")
    (writer,   "Handing results on"),
    (plan_tree, planner,  "The chosen plan, one line per node, with the estimated number of rows that each of them returns")
    (row_dump,  executor, "Every row that passes a filter", off_by_default)
    (byte_dump, reader,   "Every byte", off_by_default))
// Its variable begins as the other one's does, and is no mistake.
SLUICE_REGISTRY(net, "SHOP_LOGS_NET",
    (link, "Frames"))
// clang-format on

namespace shop {
SLUICE_MODULE(csv, "shop.reader.csv")
}

namespace {

// Prints the name if its threshold isn't the one that it has without settings.
template <class Channel>
void print(char const* name, Channel channel, sluice::level without) {
    sluice::level const now = shop::logs.level_of(channel);
    if (now == without) return;
    sluice::text_view const text = sluice::to_text(now);
    std::fprintf(stderr, " %s=%.*s", name, static_cast<int>(text.size()), text.data());
}

}  // namespace

int main(int argc, char**) {
    shop::logs.start();
    SLUICE_DEBUG(shop::csv, "a module");
    std::fputs("=", stderr);
    print("reader", shop::reader, sluice::warning);
    print("planner", shop::planner, sluice::warning);
    print("executor", shop::executor, sluice::warning);
    print("csv", shop::csv, sluice::warning);
    print("plan_tree", shop::plan_tree, sluice::warning);
    print("row_dump", shop::row_dump, sluice::off);
    std::fputs("\n", stderr);
    if (argc > 1) SLUICE_ERROR(shop::reader, "a record");
    SLUICE_DEBUG(net::link, "a frame");
}
