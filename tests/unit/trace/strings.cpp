#include <sluice/trace.hpp>

#include "../catch.hpp"
#include "../shop.hpp"

namespace sluice::detail {

TEST_CASE("Interned texts have the permanent ids 0, 1, 2 and so on") {
    intern_table table;
    unsigned const count = 5000;
    for (unsigned round = 0; round < 2; ++round)
        for (unsigned i = 0; i < count; ++i) {
            interned const got = intern_in(table, "text " + std::to_string(i));
            REQUIRE(got.good);
            REQUIRE(got.id == i);
            REQUIRE(got.is_new == (round == 0));
        }
    CHECK(table.count == count);
    CHECK(copy(table.texts[4999].view()) == "text 4999");
    CHECK(intern_in(table, "").id == count);
    CHECK(intern_in(table, "").id == count);
    CHECK(intern_in(table, {"\0", 1}).id == count + 1);
    for (unsigned i = 0; i < table.count; ++i) table.texts[i].release();
    free(table.texts);
    free(table.slots);
}

}  // namespace sluice::detail
