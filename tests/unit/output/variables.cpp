#include "../catch.hpp"
#include "../platform.hpp"
#include "../shop.hpp"

namespace {

using sluice::detail::lists_id;
static_assert(lists_id("[0/0]", "[0/0]"));
static_assert(lists_id("0/0", "[0/0]"));
static_assert(lists_id("[0/0]", "0/0"));
static_assert(lists_id("[1/0], [0/0] ,", "[0/0]"));
static_assert(!lists_id("[0/0]", "[0/01]"));
static_assert(!lists_id("[0/0]", ""));
static_assert(!lists_id(",", ""));

std::string expanded(std::string_view pattern, int rank) {
    sluice::detail::message_buffer path;
    expand_path(path, pattern, rank);
    return path.view().data();  // NUL-terminated
}

}  // namespace

TEST_CASE("a path's fields are filled in") {
    CHECK(expanded("a/b.log", 0) == "a/b.log");
    CHECK(expanded("%p.%r.%h", 3) == std::to_string(getpid()) + ".3." + host());
    CHECK(expanded("%r", -1) == "norank");
    CHECK(expanded("100%%p", 0) == "100%p");
}
