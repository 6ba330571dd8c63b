#include "../catch.hpp"
#include "../shop.hpp"

namespace {

std::string laid_out(sluice::level at, std::string_view artifact, std::string_view text) {
    sluice::detail::record const made{
        at, "shop.reader", artifact, "src/reader.cpp", 42, "read", {11, 2, 3, 4, 5, 67}, 12345, text};
    sluice::detail::buffer lines;
    lay_out(lines, made);
    return copy(lines.view());
}

using sluice::detail::relative_file;
static_assert(sluice::text_view{relative_file("src/reader.cpp")} == "src/reader.cpp");
static_assert(sluice::text_view{relative_file("../src/reader.cpp")} == "src/reader.cpp");
static_assert(sluice::text_view{relative_file("../../src/reader.cpp")} == "src/reader.cpp");
static_assert(sluice::text_view{relative_file("/home/me/reader.cpp")} == "/home/me/reader.cpp");

}  // namespace

TEST_CASE("a line is level and date, time, process, place, text") {
    CHECK(laid_out(sluice::debug, "", "text") == "V1102 03:04:05.000067 12345 src/reader.cpp:42] text\n");
}

TEST_CASE("each level has its letter") {
    CHECK(laid_out(sluice::debug, "", "")[0] == 'V');
    CHECK(laid_out(sluice::info, "", "")[0] == 'I');
    CHECK(laid_out(sluice::warning, "", "")[0] == 'W');
    CHECK(laid_out(sluice::error, "", "")[0] == 'E');
    CHECK(laid_out(sluice::critical, "", "")[0] == 'C');
}

TEST_CASE("the prefix stands on every line") {
    std::string const prefix = "V1102 03:04:05.000067 12345 src/reader.cpp:42] [__plan_tree]";
    CHECK(laid_out(sluice::debug, "plan_tree", "a\n  b") == prefix + " a\n" + prefix + "   b\n");
    CHECK(laid_out(sluice::debug, "plan_tree", "a\n\nb") == prefix + " a\n" + prefix + " \n" + prefix + " b\n");
    CHECK(laid_out(sluice::debug, "plan_tree", "a\n") == prefix + " a\n");
    CHECK(laid_out(sluice::debug, "plan_tree", "a\n\n") == prefix + " a\n" + prefix + " \n");
    CHECK(laid_out(sluice::debug, "plan_tree", "") == prefix + " \n");
}
