// Calls that are compiled out, and what the program can ask about them.
#define SLUICE_STRIP_store row_dump,reader=warning
#include <algorithm>
#include <string>

#include "catch.hpp"
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(store, "STORE_UNIT_TEST_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (row_dump, reader, "Rows")
    (plan_tree, planner, "A tree"))
// clang-format on

TEST_CASE("what is compiled out counts as off") {
    REQUIRE(store::logs.set("+all,row_dump,plan_tree"));
    CHECK_FALSE(store::logs.enabled(store::reader, sluice::info));
    CHECK(store::logs.enabled(store::reader, sluice::warning));
    CHECK(store::logs.enabled(store::planner, sluice::debug));
    CHECK(store::logs.level_of(store::reader) == sluice::warning);
    CHECK(store::logs.level_of(store::planner) == sluice::debug);
    CHECK_FALSE(store::logs.enabled(store::row_dump));
    CHECK(store::logs.level_of(store::row_dump) == sluice::off);
    CHECK(store::logs.enabled(store::plan_tree));
    sluice::set_result const noted = store::logs.set("+all,row_dump,+reader,reader=error,plan_tree");
    CHECK(noted);
    std::string const notes = noted.message();
    CHECK(notes.find("sluice: store::logs.set: \"row_dump\" is compiled out of this program\n    +all,row_dump") == 0);
    CHECK(notes.find("sluice: store::logs.set: messages of reader below warning are compiled out of this program\n") !=
          std::string::npos);
    CHECK(std::count(notes.begin(), notes.end(), '\n') == 6);
    std::string const help = store::logs.set("help").message();
    CHECK(help.find("  reader     error     [compiled out below warning] Reads\n") != std::string::npos);
    CHECK(help.find("  row_dump   off       [compiled out] Rows\n") != std::string::npos);
    REQUIRE(store::logs.set("all=off"));
    CHECK_FALSE(store::logs.enabled(store::reader, sluice::critical));
    CHECK(store::logs.level_of(store::reader) == sluice::off);
}
