#include <sluice/sluice.hpp>

#include "../catch.hpp"
#include "../shop.hpp"

namespace {

// In expected texts, '?' means U+FFFD.
constexpr bool becomes(sluice::text_view text, sluice::text_view expected) {
    fixed_text<64> got, wanted;
    sluice::detail::append_utf8(got, text);
    for (std::size_t i = 0; i < expected.size(); ++i)
        wanted.append(expected[i] == '?' ? sluice::text_view{"\xef\xbf\xbd"} : expected.part(i, 1));
    return sluice::text_view(got) == wanted;
}
constexpr bool escaped(sluice::text_view text, sluice::text_view expected) {
    fixed_text<64> got;
    sluice::detail::append_json_string(got, text);
    return sluice::text_view(got) == expected;
}

static_assert(becomes("", ""));
static_assert(becomes("plain \t\r\n\x7f", "plain \t\r\n\x7f"));
static_assert(becomes({"a\0b", 3}, {"a\0b", 3}));
static_assert(becomes("\xc2\x80\xdf\xbf", "\xc2\x80\xdf\xbf"));                  // two bytes, minimum and maximum
static_assert(becomes("\xe0\xa0\x80\xef\xbf\xbf", "\xe0\xa0\x80\xef\xbf\xbf"));  // three
static_assert(becomes("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"));
static_assert(becomes("\xed\x9f\xbf\xee\x80\x80", "\xed\x9f\xbf\xee\x80\x80"));  // around the surrogates

// Tables 3-8 to 3-11 of the Unicode standard: one U+FFFD for each maximal subpart.
static_assert(becomes("\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41", "????????A"));  // overlong
static_assert(becomes("\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41", "????????A"));  // surrogates
static_assert(becomes("\xf4\x91\x92\x93\xff\x41\x80\xbf\x42", "?????A??B"));  // beyond U+10FFFF
static_assert(becomes("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", "????A"));      // truncated
static_assert(becomes("\x80", "?"));
static_assert(becomes("a\xe2\x82", "a?"));
static_assert(becomes("\xe2\x82\n", "?\n"));
static_assert(becomes("\xf0\x9f\x98\x80\xf0\x9f\x98", "\xf0\x9f\x98\x80?"));

static_assert(escaped("", "\"\""));
static_assert(escaped("a\"b\\c/", R"("a\"b\\c/")"));
static_assert(escaped("\n\r\t", R"("\n\r\t")"));
static_assert(escaped({"\0\x01\x1f\x7f", 4}, R"("\u0000\u0001\u001f\u007f")"));
static_assert(escaped("\xc3\xa9\xff", "\"\xc3\xa9\xef\xbf\xbd\""));

}  // namespace

// Replacements don't depend on the surrounding text.
TEST_CASE("All pairs of bytes that are not UTF-8 are replaced") {
    for (int first = 0; first < 256; ++first)
        for (int second = 0; second < 256; ++second) {
            char const text[] = {static_cast<char>(first), static_cast<char>(second)};
            fixed_text<> out, again;
            sluice::detail::append_utf8(out, {text, 2});
            sluice::detail::append_utf8(again, out);
            bool const kept =
                (first < 0x80 && second < 0x80) || (first >= 0xc2 && first <= 0xdf && second >= 0x80 && second <= 0xbf);
            REQUIRE((sluice::text_view(out) == sluice::text_view(text, 2)) == kept);
            REQUIRE(sluice::text_view(again) == sluice::text_view(out));
        }
}
