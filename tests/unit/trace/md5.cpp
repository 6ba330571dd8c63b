#include <sluice/trace.hpp>

#include "../catch.hpp"
#include "../shop.hpp"

namespace {

constexpr bool sums_to(sluice::text_view text, sluice::text_view digits) {
    sluice::detail::md5 sum;
    sum.append(text);
    return sum.digits().view() == digits;
}

// The test suite of RFC 1321.
static_assert(sums_to("", "d41d8cd98f00b204e9800998ecf8427e"));
static_assert(sums_to("a", "0cc175b9c0f1b6a831c399e269772661"));
static_assert(sums_to("abc", "900150983cd24fb0d6963f7d28e17f72"));
static_assert(sums_to("message digest", "f96b697d7cb7938d525a2f31aaf161d0"));
static_assert(sums_to("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"));
static_assert(sums_to("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
                      "d174ab98d277d9f5a5611c2c9f419d9f"));
static_assert(sums_to("12345678901234567890123456789012345678901234567890123456789012345678901234567890",
                      "57edf4a22be3c955ac49da2e2107b67a"));

}  // namespace

TEST_CASE("MD5 of texts that end near the end of a block") {
    struct {
        std::size_t length;
        char const* digits;
    } const rows[] = {
        // lengths of texts of 'a', and their sums by Python's hashlib
        {0, "d41d8cd98f00b204e9800998ecf8427e"},    {1, "0cc175b9c0f1b6a831c399e269772661"},
        {54, "eced9e0b81ef2bba605cbc5e2e76a1d0"},   {55, "ef1772b6dff9a122358552954ad0df65"},
        {56, "3b0c8ac703f828b04c6c197006d17218"},   {57, "652b906d60af96844ebd21b674f35e93"},
        {63, "b06521f39153d618550606be297466d5"},   {64, "014842d480b571495a4a0363793f7367"},
        {65, "c743a45e0d2e6a95cb859adae0248435"},   {119, "8a7bd0732ed6a28ce75f6dabc90e1613"},
        {120, "5f61c0ccad4cac44c75ff505e1f1e537"},  {127, "020406e1d05cdc2aa287641f7ae2cc39"},
        {128, "e510683b3f5ffe4093d021808bc6ff70"},  {129, "b325dc1c6f5e7a2b7cf465b9feab7948"},
        {1000, "cabe45dcc9ae5b66ba86600cca6b8ba8"}, {1000000, "7707d6ae4e027c70eea2a935c2296f21"},
    };
    for (auto const& row : rows) {
        INFO(row.length);
        CHECK(sums_to(std::string(row.length, 'a'), row.digits));
    }
}

TEST_CASE("MD5 of a text in pieces is that of the whole") {
    std::string text;
    for (int i = 0; i < 300; ++i) text += static_cast<char>(i * 7);
    sluice::detail::md5 whole;
    whole.append(text);
    std::string const digits = copy(whole.digits().view());
    for (std::size_t first : {0u, 1u, 63u, 64u, 65u, 299u}) {
        sluice::detail::md5 pieces;
        pieces.append({text.data(), first});
        pieces.append("");
        pieces.append({text.data() + first, text.size() - first});
        CHECK(copy(pieces.digits().view()) == digits);
    }
}
