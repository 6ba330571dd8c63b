#include "../catch.hpp"
#include "../shop.hpp"

using sluice::level;
using sluice::detail::cell;

static_assert(sizeof(cell) == 1);
static_assert(std::is_same_v<decltype(shop::reader)::rows, shop::sluice_registry>);

TEST_CASE("a gate that nothing has configured lets everything through") {
    cell const fresh{};
    CHECK_FALSE(fresh.configured());
    CHECK(fresh.passes(level::debug));
    CHECK(fresh.passes(level::critical));
}

TEST_CASE("a threshold lets its own level and higher ones through") {
    cell gate{};
    gate.store(level::warning);
    CHECK(gate.configured());
    CHECK_FALSE(gate.passes(level::info));
    CHECK(gate.passes(level::warning));
    CHECK(gate.passes(level::error));
    gate.store(level::off);
    CHECK_FALSE(gate.passes(level::critical));
}
