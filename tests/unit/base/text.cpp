#include <sstream>

#include "../catch.hpp"
#include "../library.hpp"
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

TEST_CASE("a text view converts to the standard library's texts, and compares with them") {
    sluice::text_view const text = "some";
    std::string const direct(text);
    std::string const copied = text;
    std::string_view const viewed = text;
    std::string assigned;
    assigned = text;
    std::vector<std::string> all;
    all.emplace_back(text);
    all.push_back(text);
    CHECK(direct == "some");
    CHECK(copied == "some");
    CHECK(viewed == "some");
    CHECK(assigned == "some");
    CHECK(all == std::vector<std::string>{"some", "some"});
    CHECK((text == "some" && text == direct && text == viewed && viewed == text));
    CHECK_FALSE(text == std::string("other"));
    std::ostringstream out;
    out << text << 7;
    CHECK(out.str() == "some7");
}

TEST_CASE("levels are formatted by their names") {
    CHECK(library::format("{}|{:>8}", sluice::warning, sluice::level::info) == "warning|    info");
}
