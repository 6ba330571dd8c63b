#include <fmt/format.h>

#include "../captured.hpp"
#include "../catch.hpp"
#include "../shop.hpp"

using sluice::detail::buffer;

namespace {

struct money {  // travels by value
    long cents;
};
struct order {  // travels by reference
    int id;
    std::string item;
    money price;
};

}  // namespace

template <>
struct fmt::formatter<money> {
    bool in_cents = false;

    constexpr auto parse(fmt::format_parse_context& context) {
        auto at = context.begin();
        if (at != context.end() && *at == 'c') in_cents = *at++ == 'c';
        return at;
    }
    template <class Context>
    auto format(money const& value, Context& context) const {
        return in_cents ? fmt::format_to(context.out(), "{}c", value.cents)
                        : fmt::format_to(context.out(), "{}.{:02}", value.cents / 100, value.cents % 100);
    }
};
template <>
struct fmt::formatter<order> : fmt::formatter<fmt::string_view> {
    template <class Context>
    auto format(order const& value, Context& context) const {
        return fmt::formatter<fmt::string_view>::format(fmt::format("{}: {} {}", value.id, value.item, value.price),
                                                        context);
    }
};

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

TEST_CASE("types of the user's are logged through their formatters, formats of their own included") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    money const price{1205};
    SLUICE_INFO(shop::reader, "{} {:c}", price, price);
    SLUICE_INFO(shop::reader, "{:>12}|{:.3}", order{7, "tea", price}, order{8, "rice", price});
    int const numbers[] = {1, 2, 3};
    SLUICE_INFO(shop::reader, "{:02}", fmt::join(numbers, ","));
    CHECK(output.lines() == std::vector<std::string>{"12.05 1205c", "7: tea 12.05|8: ", "01,02,03"});
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
