#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <sluice/trace.hpp>
#include <type_traits>
#include <vector>

#include "../catch.hpp"
#include "../shop.hpp"

using sluice::json, sluice::json_array, sluice::json_object, sluice::json_view;

namespace {

std::string text_of(json const& value) { return copy(value.text()); }

// Types that are neither JSON values nor texts are rejected: a pointer would become true, and a character a number.
using sluice::detail::is_json_value;
enum unscoped { one };
static_assert(!is_json_value<void*>);
static_assert(!is_json_value<int*>);
static_assert(!is_json_value<char>);
static_assert(!is_json_value<wchar_t>);
static_assert(!is_json_value<char8_t const*>);
static_assert(!is_json_value<unscoped>);
static_assert(!is_json_value<long double>);
static_assert(!is_json_value<std::vector<int>>);
static_assert(is_json_value<int> && is_json_value<char const*> && is_json_value<char[3]> && is_json_value<json_object>);
static_assert(!std::is_convertible_v<std::vector<int>, json> && !std::is_convertible_v<std::vector<int>, json_array>);

json describe(int nodes) { return json_object({{"nodes", nodes}}); }

}  // namespace

TEST_CASE("JSON of a value") {
    CHECK(text_of(json{}) == "null");
    CHECK(text_of(nullptr) == "null");
    CHECK(text_of(true) == "true");
    CHECK(text_of(false) == "false");
    CHECK(text_of(0) == "0");
    CHECK(text_of(static_cast<std::int8_t>(-128)) == "-128");
    CHECK(text_of(static_cast<std::uint8_t>(255)) == "255");
    CHECK(text_of(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(text_of(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
    CHECK(text_of(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
}

TEST_CASE("JSON of a text") {
    char const* const pointer = "pointer";
    char array[] = "array";
    CHECK(text_of("literal") == "\"literal\"");
    CHECK(text_of(pointer) == "\"pointer\"");
    CHECK(text_of(array) == "\"array\"");
    CHECK(text_of(std::string("string")) == "\"string\"");
    CHECK(text_of(std::string_view("view")) == "\"view\"");
    CHECK(text_of(sluice::text_view("text_view")) == "\"text_view\"");
    CHECK(text_of("") == "\"\"");
    CHECK(text_of("\"\\\n\x1b\xff") == "\"\\\"\\\\\\n\\u001b\xef\xbf\xbd\"");
    CHECK(text_of("null") == "\"null\"");
}

TEST_CASE("JSON of a double parses as the same double") {
    double const numbers[] = {0.1,
                              1.0 / 3,
                              1e300,
                              5e-324,
                              1.7976931348623157e308,
                              9007199254740993.0,
                              123456789.0,
                              2.2250738585072014e-308,
                              1e21,
                              1e22,
                              1e23,
                              -0.0,
                              4.35,
                              100.0,
                              1e16,
                              1e15};
    for (double number : numbers) {
        std::string const text = text_of(number);
        INFO(text);
        CHECK(std::strtod(text.c_str(), nullptr) == number);
        CHECK(std::signbit(std::strtod(text.c_str(), nullptr)) == std::signbit(number));
        CHECK(text.find_first_not_of("-0123456789.e+") == std::string::npos);
        CHECK(text.find_first_of(".e") != std::string::npos);
    }
    CHECK(text_of(1.0) == "1.0");
    CHECK(text_of(-0.0) == "-0.0");
    CHECK(text_of(0.1) == "0.1");
    CHECK(text_of(0.5f) == "0.5");
}

TEST_CASE("JSON of NaN and infinities") {
    CHECK(text_of(std::nan("")) == "\"NaN\"");
    CHECK(text_of(-std::nan("")) == "\"NaN\"");
    CHECK(text_of(std::numeric_limits<double>::infinity()) == "\"Infinity\"");
    CHECK(text_of(-std::numeric_limits<double>::infinity()) == "\"-Infinity\"");
    CHECK(text_of(std::numeric_limits<float>::infinity()) == "\"Infinity\"");
}

TEST_CASE("Arrays and objects") {
    CHECK(text_of(json_array()) == "[]");
    CHECK(text_of(json_array({})) == "[]");
    CHECK(text_of(json_array{}) == "[]");
    CHECK(text_of(json_object()) == "{}");
    CHECK(text_of(json_object({})) == "{}");
    CHECK(text_of(json_array({1})) == "[1]");
    CHECK(text_of(json_array({1, "x", nullptr, 1.5, true})) == R"([1, "x", null, 1.5, true])");
    CHECK(text_of(json_array({"a", "b"})) == R"(["a", "b"])");
    CHECK(text_of(json_array({json_array({1}), json_array()})) == "[[1], []]");
    CHECK(text_of(json_array({json_array({1})})) == "[[1]]");
    CHECK(text_of(json_object({{"a", "b"}})) == R"({"a": "b"})");
    CHECK(text_of(json_object({{"a", "b"}, {"c", "d"}})) == R"({"a": "b", "c": "d"})");
    CHECK(text_of(json_object({{"a\n", 1}, {std::string("b"), json_object({{"c", json_array({2})}})}})) ==
          R"({"a\n": 1, "b": {"c": [2]}})");
}

TEST_CASE("Arrays and objects that grow") {
    json_array array;
    array.add(1).add("x").add(json_array({array}));
    CHECK(text_of(array) == R"([1, "x", [[1, "x"]]])");
    array.add(array);
    CHECK(text_of(array) == R"([1, "x", [[1, "x"]], [1, "x", [[1, "x"]]]])");
    json_object object({{"a", 1}});
    object.add("b", object).add("c", nullptr);
    CHECK(text_of(object) == R"({"a": 1, "b": {"a": 1}, "c": null})");
    json_array long_one;
    std::string expected;
    for (int i = 0; i < 2000; ++i) {
        long_one.add(i);
        expected += (i == 0 ? "[" : ", ") + std::to_string(i);
    }
    CHECK(text_of(long_one) == expected + "]");
    std::string const long_text(100000, 'x');
    CHECK(text_of(json_array({long_text, 1})) == "[\"" + long_text + "\", 1]");
}

TEST_CASE("An array of a container's elements") {
    CHECK(text_of(json_array(std::vector<int>{1, 2, 3})) == "[1, 2, 3]");
    CHECK(text_of(json_array(std::vector<std::string>{"a", "b"})) == R"(["a", "b"])");
    CHECK(text_of(json_array(std::vector<json>{describe(1), 2})) == R"([{"nodes": 1}, 2])");
    CHECK(text_of(json_array(std::vector<double>{})) == "[]");
}

TEST_CASE("A json can be kept, copied and moved") {
    json a = 12, b = "x";
    json const c = describe(3);
    json d = c;
    CHECK(text_of(d) == R"({"nodes": 3})");
    d = a;
    CHECK(text_of(d) == "12");
    d = static_cast<json&&>(b);
    CHECK(text_of(d) == "\"x\"");
    CHECK(text_of(b) == "null");
    b = json_array({c, d});
    CHECK(text_of(b) == R"([{"nodes": 3}, "x"])");
    json& self = b;
    b = self;
    CHECK(text_of(b) == R"([{"nodes": 3}, "x"])");
    json_array source({1});
    json_array target = static_cast<json_array&&>(source);
    source.add(2);
    CHECK(text_of(target) == "[1]");
    CHECK(text_of(source) == "[2]");
}
