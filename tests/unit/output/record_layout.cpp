#include "../catch.hpp"
#include "../shop.hpp"

namespace {

sluice::record sample(sluice::level at, std::string_view artifact, std::string_view text) {
    sluice::record made{};
    made.at = at;
    made.logger = "shop.reader";
    made.artifact = artifact;
    made.file = "src/reader.cpp";
    made.line = 42;
    made.function = "read";
    made.time = {2026, 11, 2, 3, 4, 5, 67890, 1793600000};
    made.process = 12345;
    made.thread = sluice::detail::thread_id();
    made.rank = -1;
    made.text = text;
    return made;
}

std::string laid_out(sluice::record const& made, std::string_view format = view(sluice::detail::default_line_format),
                     bool colour = false, bool escaped = false) {
    sluice::detail::compiled_format compiled;
    compiled.assign(format);
    sluice::detail::local_buffer<64> lines;
    lines.append(made.text);
    size_t const size = lines.size();
    lay_out(lines, made, {compiled.view(), colour, escaped});
    compiled.release();
    return copy(lines.view().part(size));
}
std::string laid_out(sluice::level at, std::string_view artifact, std::string_view text) {
    return laid_out(sample(at, artifact, text));
}
/// Formats a single field.
std::string field(std::string_view written, sluice::record const& made = sample(sluice::warning, "", "text")) {
    std::string const line = laid_out(made, "|" + std::string(written) + "|");
    REQUIRE(line.size() >= 3);
    return line.substr(1, line.size() - 3);
}

using sluice::detail::relative_file;
static_assert(sluice::text_view{relative_file("src/reader.cpp", "")} == "src/reader.cpp");
static_assert(sluice::text_view{relative_file("../src/reader.cpp", "")} == "src/reader.cpp");
static_assert(sluice::text_view{relative_file("../../src/reader.cpp", "")} == "src/reader.cpp");
static_assert(sluice::text_view{relative_file("/home/me/reader.cpp", "")} == "/home/me/reader.cpp");
static_assert(sluice::text_view{relative_file("/home/me/src/reader.cpp", "/home/me/")} == "src/reader.cpp");
static_assert(sluice::text_view{relative_file("/home/me/reader.cpp", "/home/you/")} == "/home/me/reader.cpp");
static_assert(sluice::text_view{relative_file("../shop/reader.cpp", "../shop/")} == "reader.cpp");

}  // namespace

TEST_CASE("a line has level, date, time, process, location, text") {
    CHECK(laid_out(sluice::debug, "", "text") == "V1102 03:04:05.000067 12345 src/reader.cpp:42] text\n");
}

TEST_CASE("each level has its letter") {
    CHECK(laid_out(sluice::debug, "", "")[0] == 'V');
    CHECK(laid_out(sluice::info, "", "")[0] == 'I');
    CHECK(laid_out(sluice::warning, "", "")[0] == 'W');
    CHECK(laid_out(sluice::error, "", "")[0] == 'E');
    CHECK(laid_out(sluice::critical, "", "")[0] == 'C');
}

TEST_CASE("every line has the prefix") {
    std::string const prefix = "V1102 03:04:05.000067 12345 src/reader.cpp:42] [__plan_tree]";
    CHECK(laid_out(sluice::debug, "plan_tree", "a\n  b") == prefix + " a\n" + prefix + "   b\n");
    CHECK(laid_out(sluice::debug, "plan_tree", "a\n\nb") == prefix + " a\n" + prefix + " \n" + prefix + " b\n");
    CHECK(laid_out(sluice::debug, "plan_tree", "a\n") == prefix + " a\n");
    CHECK(laid_out(sluice::debug, "plan_tree", "a\n\n") == prefix + " a\n" + prefix + " \n");
    CHECK(laid_out(sluice::debug, "plan_tree", "") == prefix + " \n");
}

TEST_CASE("rank and context are where PyTorch prints them") {
    sluice::record made = sample(sluice::info, "plan_tree", "text");
    made.rank = 3;
    made.trace_id = "[0/1]";
    CHECK(laid_out(made) == "[rank3]:I1102 03:04:05.000067 12345 src/reader.cpp:42] [0/1] [__plan_tree] text\n");
}

TEST_CASE("every key of a format has its value") {
    sluice::record made = sample(sluice::error, "plan_tree", "text");
    made.rank = 3;
    made.trace_id = "[0/1]";
    CHECK(field("%(message)s", made) == "text");
    CHECK(field("%(name)s", made) == "shop.reader.__plan_tree");
    CHECK(field("%(name)s") == "shop.reader");
    CHECK(field("%(levelname)s", made) == "ERROR");
    CHECK(field("%(levelno)d", made) == "40");
    CHECK(field("%(shortlevel)s", made) == "E");
    CHECK(field("%(artifact)s", made) == "plan_tree");
    CHECK(field("%(artifact)s") == "");
    CHECK(field("%(artifactprefix)s", made) == " [__plan_tree]");
    CHECK(field("%(pathname)s", made) == "src/reader.cpp");
    CHECK(field("%(filename)s", made) == "reader.cpp");
    CHECK(field("%(module)s", made) == "reader");
    CHECK(field("%(lineno)d", made) == "42");
    CHECK(field("%(lineno)s", made) == "42");
    CHECK(field("%(funcName)s", made) == "read");
    CHECK(field("%(asctime)s", made) == "2026-11-02 03:04:05,000");
    CHECK(field("%(glogtime)s", made) == "1102 03:04:05.000067");
    CHECK(field("%(created)f", made) == "1793600000.000067");
    CHECK(field("%(created)d", made) == "1793600000");
    CHECK(field("%(created)s", made) == "1793600000.000067");
    CHECK(field("%(msecs)d", made) == "0");
    CHECK(field("%(msecs)03d", made) == "000");
    CHECK(field("%(process)d", made) == "12345");
    CHECK(field("%(processName)s", made) == copy(sluice::detail::program_name()));
    CHECK(field("%(processName)s", made).find("unit") != std::string::npos);
    CHECK(field("%(taskName)s", made) == "[0/1]");
    CHECK(field("%(taskName)s") == "");
    CHECK(field("%(rank)d", made) == "3");
    CHECK(field("%(rank)d") == "");
    CHECK(field("%(rankprefix)s", made) == "[rank3]:");
    CHECK(field("%(rankprefix)s") == "");
    CHECK(field("%(traceid)s", made) == "[0/1]");
    CHECK(field("%(traceprefix)s", made) == " [0/1]");
    CHECK(field("%(traceprefix)s") == "");
    sluice::record elsewhere = sample(sluice::warning, "", "");
    elsewhere.thread = 9;
    CHECK(field("%(thread)d", elsewhere) == "9");
    CHECK(field("%(threadName)s", elsewhere).empty());
    CHECK(field("%(threadName)s") == sluice::detail::thread_name().text);
}

TEST_CASE("the module is the file's name without its suffix") {
    sluice::record made = sample(sluice::info, "", "text");
    for (auto const& [file, module] : {std::pair{"a.b.cpp", "a.b"},
                                       {"src.d/reader", "reader"},
                                       {"x/.hidden", ".hidden"},
                                       {"x/", ""},
                                       {"", ""},
                                       {"a.", "a"}}) {
        made.file = file;
        CHECK(field("%(module)s", made) == module);
    }
}

TEST_CASE("relativeCreated counts milliseconds since the first configuration") {
    sluice::record made = sample(sluice::info, "", "text");
    unsigned long long const kept = sluice::detail::start_time;
    sluice::detail::start_time = 1793600000'000067ull - 1234567;
    CHECK(field("%(relativeCreated)s", made) == "1234.567");
    CHECK(field("%(relativeCreated)f", made) == "1234.567");
    CHECK(field("%(relativeCreated)6d", made) == "  1234");
    sluice::detail::start_time = 1793600001'000000;  // later than the record, which a program submitted
    CHECK(field("%(relativeCreated)s", made) == "0.000");
    sluice::detail::start_time = kept;
}

TEST_CASE("widths and flags are Python's") {
    // each as Python prints it: "|%-9s|" % "WARNING" and so on
    CHECK(field("%(levelname)9s") == "  WARNING");
    CHECK(field("%(levelname)-9s") == "WARNING  ");
    CHECK(field("%(levelname)09s") == "  WARNING");
    CHECK(field("%(lineno)5d") == "   42");
    CHECK(field("%(lineno)-5d") == "42   ");
    CHECK(field("%(lineno)05d") == "00042");
    CHECK(field("%(lineno)-05d") == "42   ");
    CHECK(field("%(created)018f") == "01793600000.000067");
    CHECK(field("100%%") == "100%");
    // widths count characters, not bytes
    CHECK(field("%(message)6s", sample(sluice::info, "", "größe")) == " größe");
}

TEST_CASE("a format applies to every line of the message") {
    auto const both = sample(sluice::info, "", "a\nb");
    CHECK(laid_out(both, "%(levelname)s:%(message)s!") == "INFO:a!\nINFO:b!\n");
    CHECK(laid_out(both, "%(message)s %(message)s") == "a a\nb b\n");
    CHECK(laid_out(both, "%(message)3s|") == "  a|\n  b|\n");
    CHECK(laid_out(both, "%(levelname)s") == "INFO\n");  // without the message: one line
}

TEST_CASE("a colour ends where the message starts") {
    CHECK(laid_out(sample(sluice::warning, "", "a\nb"), "%(shortlevel)s: %(message)s", true) ==
          "\x1b[33mW: \x1b[0ma\n\x1b[33mW: \x1b[0mb\n");
    CHECK(laid_out(sample(sluice::critical, "", "a"), "%(message)s.", true) == "\x1b[1;31ma.\x1b[0m\n");
}

TEST_CASE("every line break that readers may recognise ends a line of the message") {
    for (std::string const line_break : {"\n", "\r\n", "\r", "\v", "\f", "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9"}) {
        auto const made = sample(sluice::info, "", "");
        auto const lines = [&](std::string const& text) {
            auto with_text = made;
            with_text.text = text;
            return laid_out(with_text, "<%(message)s>");
        };
        CHECK(lines("a" + line_break + "b") == "<a>\n<b>\n");
        CHECK(lines("a" + line_break) == "<a>\n");
        CHECK(lines(line_break + line_break + "b") == "<>\n<>\n<b>\n");
    }
    CHECK(field("%(message)s", sample(sluice::info, "", "\xe2\x80\xa7\xc2\x84\xe2\x80")) ==
          "\xe2\x80\xa7\xc2\x84\xe2\x80");
}

TEST_CASE("control characters of names are escaped, those of messages on request") {
    auto made = sample(sluice::info, "", "a\x1b[1m\tb");
    made.function = "f\x1b\n";
    made.file = "s\x07/r\x7f.cpp";
    made.trace_id = "[\xc2\x9b]\xff";
    constexpr auto format = "%(funcName)s %(pathname)s %(filename)s%(traceprefix)s %(traceid)s %(message)s";
    std::string const head = "f\\x1b\\n s\\x07/r\\x7f.cpp r\\x7f.cpp [\\xc2\\x9b]\\xff [\\xc2\\x9b]\\xff ";
    CHECK(laid_out(made, format) == head + "a\x1b[1m\tb\n");
    CHECK(laid_out(made, format, false, true) == head + "a\\x1b[1m\tb\n");
    CHECK(laid_out(made, "%(message)s", true, true) == "\x1b[32ma\\x1b[1m\tb\x1b[0m\n");  // sluice's own stay
}

TEST_CASE("a rank that isn't set has no zeros") {
    CHECK(field("%(rank)d") == "");
    CHECK(field("%(rank)04d") == "    ");
}

TEST_CASE("a record as JSON") {
    using sluice::detail::append_rfc3339;
    sluice::record made = sample(sluice::warning, "plan_tree", "a \"b\"\\\n\x01\tc\xff\xc3\xa9\n");
    CHECK(laid_out(made, "%(json)s") ==
          "{\"time\":\"2026-11-02T06:13:20.000067Z\",\"level\":\"warning\",\"logger\":\"shop.reader\","
          "\"artifact\":\"plan_tree\",\"file\":\"src/reader.cpp\",\"line\":42,\"function\":\"read\","
          "\"process\":12345,\"thread\":" + std::to_string(made.thread) +
          ",\"message\":\"a \\\"b\\\"\\\\\\n\\u0001\\tc\xef\xbf\xbd\xc3\xa9\\n\"}\n");
    made = sample(sluice::info, "", "");
    made.rank = 0;
    made.trace_id = "[0/1]";
    CHECK(laid_out(made, "%(json)s").ends_with(",\"rank\":0,\"trace_id\":\"[0/1]\",\"message\":\"\"}\n"));
    std::string const large(100'000, '\x01');
    made.text = large;
    CHECK(laid_out(made, "%(json)s").size() > 600'000);
}

TEST_CASE("a record in logfmt") {
    sluice::record made = sample(sluice::warning, "", "two words\n=");
    CHECK(laid_out(made, "%(logfmt)s") ==
          "time=2026-11-02T06:13:20.000067Z level=warning logger=shop.reader file=src/reader.cpp line=42 function=read "
          "process=12345 thread=" + std::to_string(made.thread) + " message=\"two words\\n=\"\n");
}

TEST_CASE("times in the form of RFC 3339") {
    auto const text = [](sluice::wall_time const& time, bool utc) {
        sluice::detail::local_buffer<64> out;
        append_rfc3339(out, time, utc);
        return copy(out.view());
    };
    // Local time is UTC+1, UTC-4 and UTC+5:45; the last days of a year and of February.
    CHECK(text({2026, 11, 2, 3, 4, 5, 67890, 1793585045}, true) == "2026-11-02T02:04:05.000067Z");
    CHECK(text({2026, 11, 2, 3, 4, 5, 67890, 1793585045}, false) == "2026-11-02T03:04:05.000067+01:00");
    CHECK(text({2023, 12, 31, 23, 59, 59, 0, 1704081599}, true) == "2024-01-01T03:59:59.000000Z");
    CHECK(text({2023, 12, 31, 23, 59, 59, 0, 1704081599}, false) == "2023-12-31T23:59:59.000000-04:00");
    CHECK(text({2024, 2, 29, 5, 44, 0, 0, 1709164740}, true) == "2024-02-28T23:59:00.000000Z");
    CHECK(text({2024, 2, 29, 5, 44, 0, 0, 1709164740}, false) == "2024-02-29T05:44:00.000000+05:45");
    CHECK(text({1970, 1, 1, 0, 0, 0, 0, 0}, true) == "1970-01-01T00:00:00.000000Z");
}
