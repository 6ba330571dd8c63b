#include "../catch.hpp"
#include "../shop.hpp"

using sluice::level;

namespace shop {
SLUICE_MODULE(csv, "shop.reader.csv")
}

namespace {

level logger(std::string_view settings, std::string_view name) {
    REQUIRE(shop::logs.set(settings));
    return shop::logs.level_of(name);
}
level artifact(std::string_view settings, std::string_view name) { return logger(settings, name); }

}  // namespace

TEST_CASE("a logger without a setting has warning") {
    CHECK(logger("", "shop.reader") == level::warning);
    CHECK(logger("", "no.such.thing") == level::warning);
    CHECK(logger("+planner", "shop.reader") == level::warning);
}

TEST_CASE("a component's setting reaches each of its loggers and what is below them") {
    CHECK(logger("+export", "shop.export") == level::debug);
    CHECK(logger("+export", "shop.export.pdf") == level::debug);
    CHECK(logger("+reader", "shop.reader.csv") == level::debug);
    CHECK(logger("+reader", "shop.reader.csv.quotes") == level::debug);
    CHECK(logger("+reader", "shop.readers") == level::warning);
    CHECK(logger("+reader", "shop") == level::warning);
}

TEST_CASE("a dotted name overrides earlier directives for the loggers below it") {
    CHECK(logger("-shop.reader.csv,+shop.reader", "shop.reader.csv") == level::debug);
    CHECK(logger("-shop.reader.csv.quotes,+shop.reader", "shop.reader.csv.quotes") == level::debug);
    CHECK(logger("-shop.reader.csv,+shop.reader", "shop.reader") == level::debug);
    CHECK(logger("+shop.reader,-shop.reader.csv", "shop.reader.csv") == level::error);
    CHECK(logger("+shop.reader,-shop.reader.csv", "shop.reader") == level::debug);
    CHECK(logger("shop.reader.csv=off,-shop.reader,reader", "shop.reader.csv") == level::info);
    CHECK(logger("-shop.export.pdf,+export,shop.export", "shop.export.pdf") == level::info);  // also a component's
    CHECK(logger("-shop.reader.csv,+shop.readers", "shop.reader.csv") == level::error);
    CHECK(logger("-shop.reader.csv,+shop", "shop.reader.csv") == level::error);  // the root has no dots
    CHECK(logger("-pages,+shop.export", "pages") == level::debug);
}

TEST_CASE("a pattern that matches the root means what the root's name means") {
    CHECK(logger("-reader,+*p", "shop.reader") == level::error);  // also row_dump
    CHECK(logger("-reader,+*p", "shop.planner") == level::debug);
    CHECK(artifact("-reader,+*p", "row_dump") == level::debug);
    CHECK(logger("-shop.reader.csv,+shop.*r", "shop.reader.csv") == level::debug);
}

TEST_CASE("the nearest ancestor decides, in any order") {
    CHECK(logger("+reader,-shop.reader.csv", "shop.reader.csv") == level::error);
    CHECK(logger("-shop.reader.csv,+reader", "shop.reader.csv") == level::error);
    CHECK(logger("-shop.reader.csv,+reader", "shop.reader") == level::debug);
    CHECK(logger("-shop.reader.csv,+all", "shop.reader.csv.quotes") == level::error);
}

TEST_CASE("a later directive overrides an earlier one for the same logger, under any name") {
    CHECK(logger("+reader,-reader", "shop.reader") == level::error);
    CHECK(logger("-reader,+shop.reader", "shop.reader") == level::debug);
    CHECK(logger("+shop.reader,reader=off", "shop.reader") == level::off);
    CHECK(logger("-shop.export.pdf,+export", "shop.export.pdf") == level::debug);
    CHECK(logger("all,+shop", "shop.planner") == level::debug);
}

TEST_CASE("the root is an ancestor of its own tree only") {
    CHECK(logger("+all", "shop.reader") == level::debug);
    CHECK(logger("+all", "shop.unheard.of") == level::debug);
    CHECK(logger("+all", "shopping.list") == level::warning);
    CHECK(logger("+all", "my.own") == level::warning);
    CHECK(logger("+my.own", "my.own.module") == level::debug);
}

TEST_CASE("an artifact follows its home logger unless it is off by default") {
    CHECK(artifact("", "plan_tree") == level::warning);
    CHECK(artifact("+planner", "plan_tree") == level::debug);
    CHECK(artifact("planner", "plan_tree") == level::info);
    CHECK(artifact("+reader", "row_dump") == level::off);
    CHECK(artifact("+all", "row_dump") == level::off);
    CHECK(artifact("-shop.export.pdf", "pages") == level::error);
}

TEST_CASE("the last directive with an artifact's name overrides its home logger") {
    CHECK(artifact("row_dump", "row_dump") == level::debug);
    CHECK(artifact("-row_dump", "row_dump") == level::debug);
    CHECK(artifact("plan_tree,-planner", "plan_tree") == level::debug);
    CHECK(artifact("+planner,plan_tree=off", "plan_tree") == level::off);
    CHECK(artifact("plan_tree=off,plan_tree", "plan_tree") == level::debug);
}

TEST_CASE("enabled() compares with the level of the message or the artifact") {
    REQUIRE(shop::logs.set("planner,reader=critical"));
    CHECK(shop::logs.enabled(shop::planner, level::info));
    CHECK_FALSE(shop::logs.enabled(shop::planner, level::debug));
    CHECK_FALSE(shop::logs.enabled(shop::reader, level::error));
    CHECK(shop::logs.enabled(shop::reader, level::critical));
    CHECK_FALSE(shop::logs.enabled(shop::csv, level::error));
    CHECK_FALSE(shop::logs.enabled(shop::plan_tree));  // at debug, but its home logger is at info
    CHECK(shop::logs.enabled(shop::summary));          // at info
    REQUIRE(shop::logs.set("reader=off,row_dump"));
    CHECK_FALSE(shop::logs.enabled(shop::reader, level::critical));
    CHECK(shop::logs.enabled(shop::row_dump));
}

TEST_CASE("level_of accepts names as in settings, and constants") {
    REQUIRE(shop::logs.set("-export,row_dump,+shop.reader.csv"));
    CHECK(shop::logs.level_of("export") == level::error);
    CHECK(shop::logs.level_of(shop::export_) == level::error);
    CHECK(shop::logs.level_of(shop::row_dump) == level::debug);
    CHECK(shop::logs.level_of(shop::csv) == level::debug);
    CHECK(shop::logs.level_of("all") == level::warning);
    REQUIRE(shop::logs.set("all"));
    CHECK(shop::logs.level_of("all") == level::info);
    CHECK(shop::logs.level_of("shop") == level::info);
}
