#include "../catch.hpp"
#include "../shop.hpp"

using sluice::detail::buffer;

TEST_CASE("a message is formatted by {fmt}") {
    buffer text;
    int const number = 42;
    std::string const word = "rows";
    format_message(text, "{:>5} {}", fmt::make_format_args(number, word));
    CHECK(view(text.view()) == "   42 rows");
}

TEST_CASE("a formatter that throws ends its message, not the program") {
    buffer text;
    int const number = 42;
    format_message(text, "before {} {:d}", fmt::make_format_args(number, "no number"));
    CHECK(view(text.view()).find("before 42 [sluice: a formatter threw here]") == 0);
}

TEST_CASE("a buffer keeps whatever it is given") {
    buffer text;
    std::string expected;
    for (int i = 0; i < 3000; ++i) {
        text.append("abc");
        text.append('-');
        expected += "abc-";
    }
    CHECK(view(text.view()) == expected);
    CHECK(text.lost() == 0);
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
