#include <stdexcept>
#include <type_traits>

#include "captured.hpp"
#include "catch.hpp"
#include "library.hpp"
#include "shop.hpp"

using lines = std::vector<std::string>;

namespace {

struct point {
    int x, y;
};

int made = 0;
std::string render() {
    ++made;
    return "rendered";
}

// A function that takes any argument to log.
template <class Detail>
void report(Detail const& detail) {
    SLUICE_INFO(shop::reader, "{:>10}", detail);
}

template <class Type>
inline constexpr bool by_value = !std::is_reference_v<sluice::detail::pass_t<Type>>;
static_assert(by_value<decltype(sluice::lazy([] { return 1; }))>);
static_assert(by_value<decltype(sluice::lazy([i = 1, p = &made] { return i + *p; }))>);
static_assert(by_value<decltype(sluice::lazy(render))>);
static_assert(!by_value<decltype(sluice::lazy([text = std::string()] { return text; }))>);

}  // namespace

template <>
struct library::formatter<point> {
    bool polar = false;

    constexpr auto parse(library::format_parse_context& context) {
        auto at = context.begin();
        if (at != context.end() && *at == 'p') polar = *at++ == 'p';
        return at;
    }
    template <class Context>
    auto format(point const& value, Context& context) const {
        return polar ? library::format_to(context.out(), "<{}, {}>", value.x, value.y)
                     : library::format_to(context.out(), "({}, {})", value.x, value.y);
    }
};

TEST_CASE("a lazy argument is evaluated when the message is formatted, not before") {
    made = 0;
    auto const detail = sluice::lazy(render);
    REQUIRE(shop::logs.set("all=off"));
    report(detail);
    CHECK(made == 0);
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    report(detail);
    report(sluice::lazy([] { return 7; }));
    CHECK(made == 1);
    for (int i = 0; i < 3; ++i) SLUICE_LOG_FIRST_N(shop::reader, sluice::info, 1, "{}", detail);
    CHECK(made == 2);
    CHECK(output.lines() == lines{"  rendered", "         7", "rendered"});
}

TEST_CASE("a lazy argument's format specifiers are those of its result") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    double const third = 1.0 / 3;
    std::string const kept = "kept";
    SLUICE_INFO(shop::reader, "{}|{:>8}|{:#x}", sluice::lazy([] { return 42; }), sluice::lazy([] { return 42; }),
                sluice::lazy([] { return 42u; }));
    SLUICE_INFO(shop::reader, "{:<9}|{:.>6}|{}", sluice::lazy(render), sluice::lazy([] { return "text"; }),
                sluice::lazy([&]() -> std::string const& { return kept; }));
    SLUICE_INFO(shop::reader, "{:.2f}|{:d}|{}", sluice::lazy([=] { return third; }), sluice::lazy([] { return true; }),
                sluice::lazy([]() -> char const(&)[3] { return "ab"; }));
    SLUICE_INFO(shop::reader, "{}|{:p}", sluice::lazy([] { return point{1, 2}; }),
                sluice::lazy([] { return point{1, 2}; }));
    SLUICE_INFO(shop::reader, "{}", sluice::lazy([] { return sluice::lazy(render); }));
    CHECK(output.lines() ==
          lines{"42|      42|0x2a", "rendered |..text|kept", "0.33|1|ab", "(1, 2)|<1, 2>", "rendered"});
}

TEST_CASE("a lazy argument's width and precision may be arguments") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    auto const third = sluice::lazy([] { return 1.0 / 3; });
    SLUICE_INFO(shop::reader, "{:{}.{}f}|{}", third, 7, 3, "next");
    SLUICE_INFO(shop::reader, "{0:{2}.{1}f}|{1}", third, 3, 7);
    lines expected{"  0.333|next", "  0.333|3"};
#if SLUICE_DETAIL_FORMAT_IS == 1  // std::format has no named arguments
    SLUICE_INFO(shop::reader, "{0:{width}.{1}f}", third, 3, fmt::arg("width", 7));
    expected.push_back("  0.333");
#endif
    CHECK(output.lines() == expected);
}

TEST_CASE("an invalid width costs a lazy argument's field, as a formatter that throws does") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    auto const number = sluice::lazy([] { return 1; });
    SLUICE_INFO(shop::reader, "{:{}}", number, -1);
    SLUICE_INFO(shop::reader, "{:{}}", number, 1ull << 32);
    SLUICE_INFO(shop::reader, "{:{}}|", number, 0);
    REQUIRE(output.lines().size() == 3);
    CHECK(output.lines()[0].starts_with("[sluice: formatting failed: "));
    CHECK(output.lines()[1].starts_with("[sluice: formatting failed: "));
    CHECK(output.lines()[2] == "1|");
}

TEST_CASE("a callable that throws costs its field, as a formatter that throws does") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    SLUICE_INFO(shop::reader, "before {} after", sluice::lazy([]() -> int { throw std::runtime_error("no"); }));
    CHECK(output.lines() == lines{"before [sluice: formatting failed: no] after"});
}

TEST_CASE("the library formats lazy arguments everywhere") {
    CHECK(library::format("{:>4}|{:{}}", sluice::lazy([] { return 42; }), sluice::lazy([] { return 1; }), 3) ==
          "  42|  1");
}
