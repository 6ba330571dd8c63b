#include <chrono>
#include <cstddef>
#include <memory>
#include <sluice/trace.hpp>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <vector>

#include "../captured.hpp"
#include "../catch.hpp"
#include "../library.hpp"
#include "../shop.hpp"

namespace {

struct point {
    int x, y;
};
struct by_trait {
    int x, y;
};
struct not_copyable {
    int value;
    not_copyable(not_copyable const&) = delete;
};
enum class colour : unsigned char { red };
union word {
    int number;
    float fraction;
};

}  // namespace

template <>
inline constexpr bool sluice::by_value<by_trait> = true;

namespace {

template <class Type, class As>
inline constexpr bool passed_as = std::is_same_v<sluice::detail::pass_t<Type>, As>;

// Numbers, enumerators, pointers and texts go by value ...
static_assert(passed_as<int, int>);
static_assert(passed_as<double, double>);
static_assert(passed_as<colour, colour>);
static_assert(passed_as<void*, void*>);
static_assert(passed_as<std::nullptr_t, std::nullptr_t>);
static_assert(passed_as<int volatile, int>);
static_assert(passed_as<char const*, char const*>);
static_assert(passed_as<char[6], sluice::detail::character_array>);
static_assert(passed_as<std::string_view, std::string_view>);
static_assert(passed_as<sluice::text_view, sluice::text_view>);
// ... and so do classes whose formatters are known to read only their own members ...
static_assert(passed_as<std::chrono::milliseconds, std::chrono::milliseconds>);
static_assert(passed_as<std::chrono::system_clock::time_point, std::chrono::system_clock::time_point>);
static_assert(passed_as<std::error_code, std::error_code>);
static_assert(passed_as<std::error_condition, std::error_condition>);
static_assert(passed_as<by_trait, by_trait>);
// ... everything else by reference.
static_assert(passed_as<point, point const&>);
static_assert(passed_as<word, word const&>);
static_assert(passed_as<std::string, std::string const&>);
static_assert(passed_as<std::unique_ptr<int>, std::unique_ptr<int> const&>);
static_assert(passed_as<not_copyable, not_copyable const&>);
static_assert(passed_as<int[3], int const (&)[3]>);

// Types whose formatters read beyond the object.
struct header {  // is followed by its payload
    unsigned short size;
};
struct frame {
    header head;
    char payload[30];
};
struct flexible {
    unsigned char size;
    char data[3];  // and more, in a larger buffer
};
struct base {
    int kind;
};
struct leaf : base {
    long long value;
};
struct at_address {
    int value;
};
// A range that can be read only if it isn't const; counts the reads.
struct counting_range {
    int count = 0;
    int* begin() {
        ++count;
        return &count;
    }
    int* end() { return &count + 1; }
};

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

template <class Type>
struct without_options {
    constexpr auto parse(library::format_parse_context& context) { return context.begin(); }
};
template <>
struct library::formatter<header> : without_options<header> {
    template <class Context>
    auto format(header const& value, Context& context) const {
        auto const& all = reinterpret_cast<frame const&>(value);
        return library::format_to(context.out(), "{}", std::string_view(all.payload, value.size));
    }
};
template <>
struct library::formatter<flexible> : without_options<flexible> {
    template <class Context>
    auto format(flexible const& value, Context& context) const {
        return library::format_to(context.out(), "{}",
                                  std::string_view(reinterpret_cast<char const*>(&value) + 1, value.size));
    }
};
template <>
struct library::formatter<base> : without_options<base> {
    template <class Context>
    auto format(base const& value, Context& context) const {
        return library::format_to(context.out(), "{}", static_cast<leaf const&>(value).value);
    }
};
template <>
struct library::formatter<at_address> : without_options<at_address> {
    template <class Context>
    auto format(at_address const& value, Context& context) const {
        return library::format_to(context.out(), "{}", static_cast<void const*>(&value));
    }
};
template <>
struct library::formatter<counting_range> : without_options<counting_range> {
    template <class Context>
    auto format(counting_range& value, Context& context) const {
        return library::format_to(context.out(), "{}", *value.begin());
    }
};

TEST_CASE("a formatter may read beyond its object") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    frame const whole{{20}, "twenty letters there"};
    SLUICE_INFO(shop::reader, "{}", whole.head);
    alignas(flexible) char const buffer[] = "\x08sixteen.and more";
    SLUICE_INFO(shop::reader, "{}", reinterpret_cast<flexible const&>(buffer));
    leaf const below{{1}, 4242424242};
    SLUICE_INFO(shop::reader, "{}", static_cast<base const&>(below));
    SLUICE_LOG_ONCE(shop::reader, sluice::info, "{} once", static_cast<base const&>(below));
    at_address const here{1};
    SLUICE_INFO(shop::reader, "{}", here);
    CHECK(output.lines() == std::vector<std::string>{"twenty letters there", "sixteen.", "4242424242",
                                                     "4242424242 once",
                                                     library::format("{}", static_cast<void const*>(&here))});
}

TEST_CASE("a null text is formatted as such") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    char const* const none = nullptr;
    char* const also_none = nullptr;
    char some[] = "some";
    char* const there = some;
    SLUICE_INFO(shop::reader, "{} {:>7}|{} {}", none, also_none, there, 7);
    CHECK(output.lines() == std::vector<std::string>{"(null)  (null)|some 7"});
}

TEST_CASE("an array of characters ends at its NUL, or at its end") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    struct {
        char id[4] = {'a', 'b', 'c', 'd'};
        char next[4] = {'e', 'f', 'g', '\0'};
    } const full;
    char short_text[16] = "short";
    SLUICE_INFO(shop::reader, "{} {} {:>7}|{}", full.id, full.next, short_text, "");
    CHECK(output.lines() == std::vector<std::string>{"abcd efg   short|"});
}

TEST_CASE("a range that can be read only when it is not const is an argument") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    counting_range value;
    SLUICE_INFO(shop::reader, "{}", value);
    SLUICE_INFO(shop::reader, "{} {}", value, "text");
    SLUICE_INFO(shop::reader, "{:>3}", 1);
    CHECK(output.lines() == std::vector<std::string>{"1", "2 text", "  1"});
    CHECK(value.count == 2);
}

// Functions that argument-dependent lookup would find in place of sluice's.
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

TEST_CASE("functions in the namespace of a program's type don't replace sluice's") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    SLUICE_INFO(shop::reader, "{} {}", greedy::text{}, sluice::lazy([] { return greedy::text{}; }));
    SLUICE_TRACE(shop::logs, "greedy", nullptr, greedy::text{});
    CHECK(output.lines() == std::vector<std::string>{"formatted formatted"});
}

TEST_CASE("arguments are evaluated once if the call is enabled, and never if it is disabled") {
    evaluations = 0;
    REQUIRE(shop::logs.set("-all"));
    SLUICE_WARNING(shop::reader, "{}", evaluate());
    SLUICE_ARTIFACT(shop::row_dump, "{}", evaluate());
    CHECK(evaluations == 0);
    SLUICE_ERROR(shop::reader, "this line and the next are expected in the tests' output: {}", evaluate());
    CHECK(evaluations == 1);
}

TEST_CASE("arguments passed by reference are not copied") {
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
