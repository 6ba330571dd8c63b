#include <cerrno>
#include <thread>
#include <vector>

#include "../catch.hpp"
#include "../shop.hpp"

using sluice::level;

namespace shop {
SLUICE_MODULE(late, "shop.reader.late")
}

TEST_CASE("settings with a mistake change nothing") {
    REQUIRE(shop::logs.set("+reader"));
    CHECK_FALSE(shop::logs.set("-reader,planer"));
    CHECK(shop::logs.level_of(shop::reader) == level::debug);
}

TEST_CASE("new settings replace all old ones") {
    REQUIRE(shop::logs.set("+reader,row_dump"));
    REQUIRE(shop::logs.set("planner"));
    CHECK(shop::logs.level_of(shop::reader) == level::warning);
    CHECK_FALSE(shop::logs.enabled(shop::row_dump));
    CHECK(shop::logs.level_of(shop::planner) == level::info);
}

TEST_CASE("settings outlive the text passed to set()") {
    {
        std::string text = "-shop.reader.late";
        REQUIRE(shop::logs.set(text));
        text.assign(text.size(), '?');
    }
    CHECK(shop::logs.level_of("shop.reader.late") == level::error);
}

TEST_CASE("a module gets settings made before its first call, and later ones") {
    REQUIRE(shop::logs.set("shop.reader.late=critical"));
    CHECK(shop::logs.level_of(shop::late) == level::critical);
    REQUIRE(shop::logs.set("+reader"));
    CHECK(shop::logs.level_of(shop::late) == level::debug);
    std::string const help = copy(shop::logs.set("help").message());
    CHECK(help.find("\nModules met so far\n") != std::string::npos);
    CHECK(help.find("  shop.reader.late     debug\n") != std::string::npos);
    REQUIRE(shop::logs.set(""));
    CHECK_FALSE(shop::logs.enabled(shop::late, level::info));
}

TEST_CASE("a log call preserves errno") {
    REQUIRE(shop::logs.set("all=off"));
    REQUIRE(shop::logs.set("-all"));
    errno = ENOENT;
    SLUICE_ERROR(shop::reader, "errno stays");
    CHECK(errno == ENOENT);
}

TEST_CASE("threads see new settings") {
    REQUIRE(shop::logs.set("all=off"));
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([] {
            while (!shop::logs.enabled(shop::row_dump)) std::this_thread::yield();
        });
    REQUIRE(shop::logs.set("all=off,row_dump"));
    for (std::thread& each : threads) each.join();
}
