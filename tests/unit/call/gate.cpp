#include "../catch.hpp"
#include "../shop.hpp"

using sluice::level;
using sluice::detail::gate;

static_assert(sizeof(gate) == 1);
static_assert(std::is_same_v<decltype(shop::reader)::rows, shop::sluice_registry>);

TEST_CASE("a gate that nothing has configured lets everything through") {
    gate const fresh{};
    CHECK_FALSE(fresh.is_configured());
    CHECK(fresh.passes(level::debug));
    CHECK(fresh.passes(level::critical));
}

TEST_CASE("a threshold lets its own level and higher ones through") {
    gate tested{};
    tested.set(level::warning);
    CHECK(tested.is_configured());
    CHECK_FALSE(tested.passes(level::info));
    CHECK(tested.passes(level::warning));
    CHECK(tested.passes(level::error));
    tested.set(level::off);
    CHECK_FALSE(tested.passes(level::critical));
}
