#include "../catch.hpp"
#include "../shop.hpp"

using sluice::detail::is_logger_name;
using sluice::detail::is_plain_name;
using sluice::detail::is_within;

static_assert(is_plain_name("reader") && is_plain_name("_2") && is_plain_name("3d") && is_plain_name("A_b"));
static_assert(!is_plain_name("") && !is_plain_name("a.b") && !is_plain_name("a-b") && !is_plain_name("a b"));

static_assert(is_logger_name("shop") && is_logger_name("shop.reader.csv") && is_logger_name("_._"));
static_assert(!is_logger_name("") && !is_logger_name(".") && !is_logger_name("a.") && !is_logger_name(".a"));
static_assert(!is_logger_name("a..b") && !is_logger_name("a.b-c"));

static_assert(is_within("a.b", "a") && is_within("a.b", "a.b") && is_within("a.b.c", "a"));
static_assert(!is_within("ab", "a") && !is_within("a", "a.b") && !is_within("b.a", "a"));

TEST_CASE("views convert from types that hold characters") {
    std::string const text = "reader";
    CHECK(sluice::text_view{text} == "reader");
    CHECK(sluice::text_view{std::string_view{text}} == text.c_str());
    CHECK(sluice::text_view{}.empty());
    CHECK(sluice::text_view{"reader"}.part(2, 3) == "ade");
    CHECK(sluice::text_view{"reader"}.part(9).empty());
}
