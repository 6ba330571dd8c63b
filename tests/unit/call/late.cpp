// Calls whose level or channel is known at run time.
#include "../captured.hpp"
#include "../catch.hpp"
#include "../shop.hpp"

namespace shop {
SLUICE_MODULE(csv, "shop.reader.csv")
}

namespace {

struct seen {
    int count = 0;
    sluice::level at{};
    std::string logger, text;

    void operator()(sluice::record const& made) {
        ++count;
        at = made.at;
        logger = copy(made.logger);
        text = copy(made.text);
    }
};

int evaluated = 0;
sluice::level counted(sluice::level at) {
    ++evaluated;
    return at;
}

}  // namespace

TEST_CASE("a level that is no constant") {
    auto const settings = shop::logs.scoped("reader=warning", sluice::override_environment);
    seen records;
    auto const sink = shop::logs.add_sink([&](sluice::record const& made) { records(made); });
    for (sluice::level const at : {sluice::debug, sluice::warning, sluice::critical, sluice::off})
        SLUICE_LOG(shop::reader, at, "level {}", static_cast<int>(at));
    CHECK(records.count == 2);
    CHECK(records.at == sluice::critical);
    CHECK(records.logger == "shop.reader");
    CHECK(records.text == "level 50");

    evaluated = 0;
    SLUICE_LOG(shop::reader, counted(sluice::error), "once");
    SLUICE_LOG(shop::reader, counted(sluice::debug), "once");
    CHECK(evaluated == 2);
    CHECK(records.count == 3);
}

TEST_CASE("off is no level for messages, though everything is on") {
    auto const settings = shop::logs.scoped("+all", sluice::override_environment);
    seen records;
    auto const sink = shop::logs.add_sink([&](sluice::record const& made) { records(made); });
    sluice::level volatile at = sluice::off;
    SLUICE_LOG(shop::reader, at, "none");
    SLUICE_LOG(sluice::channel{shop::reader}, at, "none");
    CHECK(records.count == 0);
}

TEST_CASE("a channel stands for the component or module that it was made from") {
    auto const settings = shop::logs.scoped("reader,-planner,+shop.reader.csv", sluice::override_environment);
    seen records;
    auto const sink = shop::logs.add_sink([&](sluice::record const& made) { records(made); });
    auto const log = [](sluice::channel to, sluice::level at) { SLUICE_LOG(to, at, "text"); };
    log(shop::reader, sluice::info);
    CHECK(records.logger == "shop.reader");
    log(shop::csv, sluice::debug);
    CHECK(records.logger == "shop.reader.csv");
    log(shop::planner, sluice::warning);
    CHECK(records.count == 2);

    sluice::channel to = shop::planner;
    SLUICE_ERROR(to, "{:>5}", 7);
    CHECK(records.text == "    7");
    to = shop::reader;
    SLUICE_DEBUG(to, "off");
    SLUICE_INFO(to, "on");
    CHECK(records.count == 4);
    CHECK(records.text == "on");
}

TEST_CASE("limits of calls with a channel") {
    auto const settings = shop::logs.scoped("reader,planner", sluice::override_environment);
    seen records;
    auto const sink = shop::logs.add_sink([&](sluice::record const& made) { records(made); });
    sluice::channel const channels[] = {shop::reader, shop::planner, shop::reader, shop::planner};
    for (sluice::channel const& to : channels) SLUICE_LOG_FIRST_N(to, sluice::info, 3, "first three");
    CHECK(records.count == 3);
    for (sluice::channel const& to : channels) SLUICE_LOG_ONCE(to, sluice::info, "once for each logger");
    CHECK(records.count == 5);
    for (sluice::channel const& to : channels) SLUICE_LOG_IF(to, sluice::info, &to == channels, "the first");
    CHECK(records.count == 6);
}
