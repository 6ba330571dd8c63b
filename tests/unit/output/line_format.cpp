#include <sluice/sluice.hpp>

#include "../catch.hpp"
#include "../shop.hpp"

namespace {

using sluice::detail::line_fault;

constexpr line_fault fault_of(sluice::text_view format) {
    sluice::detail::line_format_reader reader{format};
    return check_line_format(reader);
}
static_assert(fault_of(sluice::detail::default_line_format) == line_fault::none);
static_assert(fault_of("%(levelname)s:%(name)s:%(message)s") == line_fault::none);
static_assert(fault_of("%(message)s") == line_fault::none);
static_assert(fault_of("%%%(lineno)-05d") == line_fault::none);
static_assert(fault_of("") == line_fault::no_field);
static_assert(fault_of("text %%") == line_fault::no_field);
static_assert(fault_of("100%") == line_fault::stray_percent);
static_assert(fault_of("%s %(message)s") == line_fault::stray_percent);
static_assert(fault_of("%(message") == line_fault::no_end);
static_assert(fault_of("%()s") == line_fault::unknown_key);
static_assert(fault_of("%(Message)s") == line_fault::unknown_key);
static_assert(fault_of("%(message)") == line_fault::bad_end);
static_assert(fault_of("%(message)10") == line_fault::bad_end);
static_assert(fault_of("%(lineno)x") == line_fault::bad_end);
static_assert(fault_of("%(message)d") == line_fault::no_number);
static_assert(fault_of("%(message)999s") == line_fault::none);
static_assert(fault_of("%(message)1000s") == line_fault::too_wide);
static_assert(fault_of("%(message)99999999999999999999s") == line_fault::too_wide);
static_assert(fault_of("%(message).3s") == line_fault::bad_end);
static_assert(fault_of("%(lineno)+d") == line_fault::bad_end);
static_assert(fault_of("%(lineno)i") == line_fault::bad_end);

std::string explained(std::string_view format) {
    sluice::detail::line_format_reader reader{format};
    line_fault const fault = check_line_format(reader);
    sluice::detail::message_buffer message;
    explain_line_format(message, format, fault, reader);
    return copy(message.view());
}

}  // namespace

TEST_CASE("messages about formats show the mistake and its place") {
    std::string const keys =
        "; the keys are message, name, levelname, levelno, shortlevel, artifact, artifactprefix, pathname, filename, "
        "module, lineno, funcName, asctime, isotime, utctime, glogtime, created, msecs, relativeCreated, process, "
        "thread, threadName, processName, taskName, rank, rankprefix, traceid, traceprefix, json, logfmt\n";
    CHECK(explained("%(asctime)s %(mesage)s") == "unknown key; did you mean \"message\"?\n"
                                                 "    %(asctime)s %(mesage)s\n"
                                                 "                  ^~~~~~\n");
    CHECK(explained("%(zebra)s") == "unknown key" + keys + "    %(zebra)s\n"
                                                          "      ^~~~~\n");
    CHECK(explained("50% %(message)s") ==
          "a percent sign starts a field, such as %(message)s; write %% for the sign itself" +
              keys + "    50% %(message)s\n"
          "      ^\n");
    CHECK(explained("%(message)d") == "this field is not a number: end it with s\n"
                                      "    %(message)d\n"
                                      "    ^~~~~~~~~~~\n");
    CHECK(explained("%(lineno)x") == "a field ends with s, or for a number with d or f, after an optional width: "
                                     "%(message)s, %(lineno)5d\n"
                                     "    %(lineno)x\n"
                                     "    ^~~~~~~~~~\n");
    CHECK(explained("%(message") == "a ')' is missing\n"
                                    "    %(message\n"
                                    "    ^~~~~~~~~\n");
    CHECK(explained("text") == "a format needs a field, such as %(message)s" + keys + "    text\n"
                                                                                      "    ^\n");
    CHECK(explained("%(LEVEL)s").starts_with("unknown key; did you mean \"levelname\"?\n"));
    CHECK(explained("%(message)1000s") == "fields are at most 999 wide\n"
                                          "    %(message)1000s\n"
                                          "    ^~~~~~~~~~~~~~\n");
}
