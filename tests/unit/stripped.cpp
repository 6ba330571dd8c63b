// Calls that are compiled out, and what the program can ask about them.
#define SLUICE_STRIP_store row_dump,reader=warning
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
    REQUIRE(store::logs.set("all=off"));
    CHECK_FALSE(store::logs.enabled(store::reader, sluice::critical));
    CHECK(store::logs.level_of(store::reader) == sluice::off);
}
