#include <memory>
#include <type_traits>
#include <vector>

#include "../captured.hpp"
#include "../catch.hpp"
#include "../library.hpp"
#include "../shop.hpp"

namespace {

struct pair {
    long long a, b;
};
struct triple {
    long long a, b, c;
};
struct not_copyable {
    int value;
    not_copyable(not_copyable const&) = delete;
};
enum class colour : unsigned char { red };

template <class Type, class As>
inline constexpr bool travels_as = std::is_same_v<sluice::detail::pass_t<Type>, As>;

// What fits two registers goes by value ...
static_assert(travels_as<int, int>);
static_assert(travels_as<double, double>);
static_assert(travels_as<colour, colour>);
static_assert(travels_as<void*, void*>);
static_assert(travels_as<std::string_view, std::string_view>);
static_assert(travels_as<pair, pair>);
static_assert(travels_as<int volatile, int>);
static_assert(travels_as<char[6], char const*>);
// ... all else by reference.
static_assert(travels_as<triple, triple const&>);
static_assert(travels_as<std::string, std::string const&>);
static_assert(travels_as<std::unique_ptr<int>, std::unique_ptr<int> const&>);
static_assert(travels_as<not_copyable, not_copyable const&>);
static_assert(travels_as<int[3], int const (&)[3]>);

struct counted {
    static inline int copies = 0;
    std::string text = "x";
    counted() = default;
    counted(counted const& other) : text(other.text) { ++copies; }
};

int evaluations = 0;
int evaluate() { return ++evaluations; }

}  // namespace

template <>
struct library::formatter<counted> {
    constexpr auto parse(library::format_parse_context& context) { return context.begin(); }
    template <class Context>
    auto format(counted const& value, Context& context) const {
        return library::format_to(context.out(), "{}", value.text);
    }
};

// Functions of ours that a call found by its arguments' types would lose to these.
namespace greedy {
struct text {
    char const* data() const { return "text"; }
    std::size_t size() const { return 4; }
};
template <class... Any>
void make_format_args(Any&...) = delete;
template <class... Any>
void emit_message(Any const&...) = delete;
template <class... Any>
void trace(Any const&...) = delete;
void take(text const&) = delete;
}  // namespace greedy

template <>
struct library::formatter<greedy::text> {
    constexpr auto parse(library::format_parse_context& context) { return context.begin(); }
    template <class Context>
    auto format(greedy::text const&, Context& context) const {
        return library::format_to(context.out(), "formatted");
    }
};

TEST_CASE("functions beside a program's type don't take the place of ours") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    SLUICE_INFO(shop::reader, "{} {}", greedy::text{}, sluice::lazy([] { return greedy::text{}; }));
    SLUICE_TRACE(shop::logs, "greedy", nullptr, greedy::text{});
    CHECK(output.lines() == std::vector<std::string>{"formatted formatted"});
}

TEST_CASE("arguments are evaluated once where the call is on, and never where it is off") {
    evaluations = 0;
    REQUIRE(shop::logs.set("-all"));
    SLUICE_WARNING(shop::reader, "{}", evaluate());
    SLUICE_ARTIFACT(shop::row_dump, "{}", evaluate());
    CHECK(evaluations == 0);
    SLUICE_ERROR(shop::reader, "this line and the next stand in the tests' output on purpose: {}", evaluate());
    CHECK(evaluations == 1);
}

TEST_CASE("arguments that travel by reference are not copied") {
    REQUIRE(shop::logs.set("-all"));
    counted const argument;
    SLUICE_ERROR(shop::reader, "not copied: {}", argument);
    CHECK(counted::copies == 0);
}

TEST_CASE("a call is one statement") {
    REQUIRE(shop::logs.set("all=off"));
    bool other = false;
    if (evaluations < 0)
        SLUICE_INFO(shop::reader, "never");
    else
        other = true;
    CHECK(other);
    switch (evaluations)
    default: SLUICE_INFO(shop::reader, "in a switch {}", 1);
}

TEST_CASE("bit-fields, members, temporaries, move-only objects and lambdas are arguments") {
    struct {
        unsigned bits : 3;
        int member;
    } const object{5, 6};
    REQUIRE(shop::logs.set("all=off"));
    auto const owner = std::make_unique<int>(7);
    SLUICE_ERROR(
        shop::reader, "{} {} {} {} {} {}", object.bits, object.member, std::string("temporary"), *owner,
        [&] { return object.member; }(), static_cast<void const*>(owner.get()));
    SUCCEED();
}
