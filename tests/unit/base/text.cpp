#include "../catch.hpp"
#include "../shop.hpp"

using buffer = sluice::detail::local_buffer<64>;

TEST_CASE("a buffer keeps all appended text") {
    buffer text;
    std::string expected;
    for (int i = 0; i < 3000; ++i) {
        text.append("abc");
        text.append('-');
        expected += "abc-";
    }
    CHECK(view(text.view()) == expected);
    CHECK(!text.is_truncated());
    text.append(std::string(1 << 20, 'x'));
    CHECK(text.view().size() == expected.size() + (1 << 20));
}

TEST_CASE("numbers in a buffer are decimal, padded with zeros") {
    buffer text;
    text.append_number(0);
    text.append(' ');
    text.append_number(7, 6);
    text.append(' ');
    text.append_number(18446744073709551615u, 2);
    CHECK(view(text.view()) == "0 000007 18446744073709551615");
}
