#include "../catch.hpp"
#include "../shop.hpp"

using sluice::level;
using sluice::detail::gate;

static_assert(sizeof(gate) <= 2);
static_assert(std::is_same_v<decltype(shop::reader)::rows, shop::sluice_registry>);

TEST_CASE("an unconfigured gate passes every level") {
    gate const fresh{};
    CHECK_FALSE(fresh.is_configured());
    CHECK(fresh.passes(level::debug));
    CHECK(fresh.passes(level::critical));
}

TEST_CASE("a gate passes its threshold and higher levels") {
    gate tested{};
    tested.set(level::warning);
    CHECK(tested.is_configured());
    CHECK_FALSE(tested.passes(level::info));
    CHECK(tested.passes(level::warning));
    CHECK(tested.passes(level::error));
    tested.set(level::off);
    CHECK_FALSE(tested.passes(level::critical));
}
