#include "../captured.hpp"
#include "../catch.hpp"
#include "../library.hpp"
#include "../shop.hpp"

using buffer = sluice::detail::local_buffer<1024>;

namespace {

struct money {  // passed by value
    long cents;
};
struct order {  // passed by reference
    int id;
    std::string item;
    money price;
};

}  // namespace

template <>
struct library::formatter<money> {
    bool in_cents = false;

    constexpr auto parse(library::format_parse_context& context) {
        auto at = context.begin();
        if (at != context.end() && *at == 'c') in_cents = *at++ == 'c';
        return at;
    }
    template <class Context>
    auto format(money const& value, Context& context) const {
        return in_cents ? library::format_to(context.out(), "{}c", value.cents)
                        : library::format_to(context.out(), "{}.{:02}", value.cents / 100, value.cents % 100);
    }
};
template <>
struct library::formatter<order> : library::formatter<library::string_view> {
    template <class Context>
    auto format(order const& value, Context& context) const {
        return library::formatter<library::string_view>::format(
            library::format("{}: {} {}", value.id, value.item, value.price), context);
    }
};

TEST_CASE("a message is formatted by the library") {
    buffer text;
    int const number = 42;
    std::string const word = "rows";
    format_message(text, "{:>5} {}", library::make_format_args(number, word));
    CHECK(view(text.view()) == "   42 rows");
}

namespace {
/// Formats a message with a field that can't be formatted, and replaces the reason, which is the library's, by WHY.
std::string failing(std::string_view format, auto const&... arguments) {
    buffer text;
    text.append("text before ");
    format_message(text, format, library::make_format_args(arguments...));
    std::string made{view(text.view())};
    std::string const note = "formatting failed: ";
    for (std::size_t at = 0; (at = made.find(note, at)) != made.npos; at += note.size())
        made.replace(at + note.size(), made.find(']', at) - at - note.size(), "WHY");
    return made;
}
}  // namespace

TEST_CASE("a formatter that throws costs its own field, not the message") {
    std::string const failed = "[sluice: formatting failed: WHY]";
    CHECK(failing("a {} {:d} z {}", 42, "text", 7) == "text before a 42 " + failed + " z 7");
    CHECK(failing("{:d}", "text") == "text before " + failed);
    CHECK(failing("{:d}{:d}|", "a", "b") == "text before " + failed + failed + "|");
    CHECK(failing("{{{}}} {{}} {:d}}}", 1, "text") == "text before {1} {} " + failed + "}");
    CHECK(failing("{:>{}}|{:d}|{:.{}f}|{:>{}}", 1, 4, "text", 2.5, 2, "z", 3) ==
          "text before    1|" + failed + "|2.50|  z");
    CHECK(failing("{2} {0:d} {1:>{2}} {2}", "text", "a", 3) == "text before 3 " + failed + "   a 3");
}

TEST_CASE("user-defined types are logged through their formatters, with their own format specifiers") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    money const price{1205};
    SLUICE_INFO(shop::reader, "{} {:c}", price, price);
    SLUICE_INFO(shop::reader, "{:>12}|{:.3}", order{7, "tea", price}, order{8, "rice", price});
    CHECK(output.lines() == std::vector<std::string>{"12.05 1205c", "7: tea 12.05|8: "});
}

#if SLUICE_DETAIL_FORMAT_IS == 1
TEST_CASE("a view of {fmt} is an argument") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    int const numbers[] = {1, 2, 3};
    SLUICE_INFO(shop::reader, "{:02}", fmt::join(numbers, ","));
    CHECK(output.lines() == std::vector<std::string>{"01,02,03"});
}
#endif

TEST_CASE("{} formats numbers, texts and untyped pointers alike with each library") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    char const array[] = "array";
    std::string const text = "text";
    SLUICE_INFO(shop::reader, "{} {} {} {}", true, 'c', static_cast<signed char>(-1), static_cast<unsigned char>(200));
    SLUICE_INFO(shop::reader, "{} {} {} {}", short{-2}, 3u, -4l, 5ull);
    SLUICE_INFO(shop::reader, "{} {} {}", 0.5f, 1.5, 2.5l);
    SLUICE_INFO(shop::reader, "{} {} {} {}", "literal", array, text, std::string_view(text).substr(2));
    SLUICE_INFO(shop::reader, "{} {}", nullptr, static_cast<void const*>(nullptr));
#ifdef __SIZEOF_INT128__
    __extension__ __int128 const wide = -6;
#else
    int const wide = -6;
#endif
    SLUICE_INFO(shop::reader, "{}", wide);
    CHECK(output.lines() == std::vector<std::string>{"true c -1 200", "-2 3 -4 5", "0.5 1.5 2.5",
                                                     "literal array text xt", "0x0 0x0", "-6"});
}

TEST_CASE("a text_view is formatted as a string") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    sluice::text_view const text = "text";
    SLUICE_INFO(shop::reader, "{}|{:>6}|{:.2}|{:{}.{}}|", text, text, text, text, 3, 1);
    CHECK(output.lines() == std::vector<std::string>{"text|  text|te|t  |"});
    CHECK(library::format("{:<6}|{}", text, sluice::text_view()) == "text  |");
}
