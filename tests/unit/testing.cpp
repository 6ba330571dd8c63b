// Captures: the records that they receive, whatever the environment and the program's settings say, and their ends.
#include <sluice/testing.hpp>

#include <cstdlib>
#include <memory>
#include <optional>
#include <sstream>
#include <thread>
#include <vector>

#include "captured.hpp"
#include "catch.hpp"
#include "folder.hpp"
#include "platform.hpp"
#include "shop.hpp"

using sluice::testing::capture;
using sluice::testing::captured_record;

namespace {

using lines = std::vector<std::string>;

lines texts(capture const& logs) {
    lines all;
    for (captured_record const& each : logs.records()) all.push_back(each.text);
    return all;
}

/// Sets variables for its lifetime, and has the registry read them.
class variables {
public:
    explicit variables(std::vector<std::pair<char const*, std::string>> set) : set_(std::move(set)) {
        for (auto const& [name, value] : set_) set_variable(name, value.c_str());
        shop::logs.reload();
    }
    variables(variables const&) = delete;
    variables& operator=(variables const&) = delete;
    ~variables() {
        for (auto const& each : set_) clear_variable(each.first);
        shop::logs.reload();
    }

private:
    std::vector<std::pair<char const*, std::string>> set_;
};

void log_plan() { SLUICE_ARTIFACT(shop::plan_tree, "a\nb {}", 7); }
constexpr unsigned log_plan_line = __LINE__ - 1;

/// A fixture with a capture, as test libraries make one for each test.
struct fixture {
    capture logs{shop::logs, "+reader"};
};

}  // namespace

TEST_CASE("a capture has all fields of a record, as values") {
    captured const out;
    capture const logs{shop::logs, "plan_tree"};
    shop::logs.set_rank(3);
    sluice::context const where("[0/1]");
    log_plan();
    shop::logs.set_rank(-1);
    REQUIRE(logs.size() == 1);
    captured_record const got = logs.records()[0];
    CHECK(got.at == sluice::debug);
    CHECK(got.logger == "shop.planner");
    CHECK(got.artifact == "plan_tree");
    CHECK(got.text == "a\nb 7");
    CHECK(std::string_view(got.file).ends_with("unit/testing.cpp"));
    CHECK(got.line == log_plan_line);
    CHECK(got.function == "log_plan");
    CHECK(got.time.year >= 2026);
    CHECK(got.process == sluice::detail::process_id());
    CHECK(got.thread == sluice::detail::thread_id());
    CHECK(got.rank == 3);
    CHECK(got.trace_id == "[0/1]");
    CHECK(got.to_text() ==
          "DEBUG shop.planner.__plan_tree " + got.file + ":" + std::to_string(log_plan_line) + "] [0/1] a\n    b 7");
    CHECK(out.lines().empty());
}

TEST_CASE("a capture overrides the environment's settings, filter, format and file, and restores them") {
    captured const out;
    folder const here("sluice-capture-");
    std::string const path = here / "shop.log";
    variables const set{{{"SHOP_UNIT_TEST_LOGS", "-all,planner"},
                         {"SHOP_UNIT_TEST_LOGS_OUT", path},
                         {"SHOP_UNIT_TEST_LOGS_TRACE_ID_FILTER", "[9/9]"},
                         {"SHOP_UNIT_TEST_LOGS_FORMAT", "%(name)s %(message)s"}}};
    {
        capture logs{shop::logs, "-all,+reader"};
        SLUICE_DEBUG(shop::reader, "shown");
        SLUICE_INFO(shop::planner, "not on");
        shop::logs.reload();
        SLUICE_DEBUG(shop::reader, "shown after a reload");
        CHECK(texts(logs) == lines{"shown", "shown after a reload"});
    }
    SLUICE_DEBUG(shop::reader, "not on");
    SLUICE_INFO(shop::planner, "without a context");
    sluice::context const where("[9/9]");
    SLUICE_INFO(shop::planner, "with one");
    CHECK(read_file(path) == "shop.planner with one\n");
    CHECK(out.lines() == lines{"sluice: SHOP_UNIT_TEST_LOGS_TRACE_ID_FILTER: records outside of contexts are not shown",
                               "shop.planner with one"});
}

TEST_CASE("variables that are read during a capture apply after it") {
    captured const out;
    std::optional<capture> logs{std::in_place, shop::logs, "+reader"};
    variables const set{{{"SHOP_UNIT_TEST_LOGS_FORMAT", "%(levelname)s %(message)s"}}};
    SLUICE_ERROR(shop::reader, "1");
    CHECK(logs->size() == 1);
    logs.reset();
    SLUICE_ERROR(shop::reader, "2");
    CHECK(out.lines() == lines{"ERROR 2"});
}

TEST_CASE("without settings, a capture has warnings and errors") {
    captured const out;
    shop::logs.set("+all");
    {
        capture const logs{shop::logs};
        SLUICE_INFO(shop::reader, "info");
        SLUICE_WARNING(shop::reader, "warning");
        CHECK(texts(logs) == lines{"warning"});
    }
    SLUICE_INFO(shop::reader, "info");
    CHECK(out.lines() == lines{"info"});
    shop::logs.set("");
}

TEST_CASE("a capture receives the records of all threads") {
    captured const out;
    capture const logs{shop::logs, "+reader"};
    std::vector<std::thread> running;
    for (int thread = 0; thread < 4; ++thread)
        running.emplace_back([] {
            for (int i = 0; i < 100; ++i) SLUICE_DEBUG(shop::reader, "{}", i);
        });
    for (std::size_t before = 0; before < 400; before = logs.size()) {  // reads while they log
        CHECK(logs.size() >= before);
        std::this_thread::yield();
    }
    for (std::thread& each : running) each.join();
    CHECK(logs.size() == 400);
    CHECK(out.lines().empty());
}

TEST_CASE("captures may be nested, and end in any order") {
    captured const out;
    auto outer = std::make_unique<capture>(shop::logs, "-all,reader");
    auto inner = std::make_unique<capture>(shop::logs, "-all,planner");
    SLUICE_INFO(shop::reader, "not on");
    SLUICE_INFO(shop::planner, "both");
    CHECK(texts(*outer) == lines{"both"});
    CHECK(texts(*inner) == lines{"both"});
    SECTION("the inner first") {
        inner.reset();
        SLUICE_INFO(shop::reader, "outer");
        CHECK(texts(*outer) == lines{"both", "outer"});
        outer.reset();
    }
    SECTION("the outer first") {
        outer.reset();
        SLUICE_INFO(shop::planner, "inner");
        CHECK(texts(*inner) == lines{"both", "inner"});
        inner.reset();
    }
    SLUICE_INFO(shop::reader, "not on");
    SLUICE_WARNING(shop::reader, "after");
    CHECK(out.lines() == lines{"after"});
}

TEST_CASE("a capture can be moved, and a moved-from one is empty") {
    captured const out;
    capture first{shop::logs, "-all,reader"};
    SLUICE_INFO(shop::reader, "1");
    capture second{std::move(first)};
    SLUICE_INFO(shop::reader, "2");
    CHECK(texts(second) == lines{"1", "2"});
    CHECK(first.empty());  // NOLINT(bugprone-use-after-move)
    CHECK(first.records().empty());
    CHECK_FALSE(first.contains("1"));
    first.clear();
    second = capture{shop::logs, "-all,planner"};
    SLUICE_INFO(shop::reader, "not on");
    SLUICE_INFO(shop::planner, "3");
    CHECK(texts(second) == lines{"3"});
    first = std::move(second);
    CHECK(texts(first) == lines{"3"});
}

TEST_CASE_METHOD(fixture, "a capture may be a member of a fixture") {
    SLUICE_DEBUG(shop::reader, "1");
    CHECK(texts(logs) == lines{"1"});
    logs.clear();
    CHECK(logs.empty());
    SLUICE_DEBUG(shop::reader, "2");
    CHECK(texts(logs) == lines{"2"});
}

TEST_CASE("contains() searches by text, level and name, and its answer lists the records") {
    captured const out;
    capture const logs{shop::logs, "reader,plan_tree"};
    auto const none = logs.contains("header");
    CHECK_FALSE(none);
    CHECK(none.to_text() == "no record contains \"header\": no records were captured");
    SLUICE_WARNING(shop::reader, "orders.csv: no header");
    std::string const place = logs.records()[0].file + ":" + std::to_string(logs.records()[0].line) + "]";
    auto const one = logs.contains(sluice::error, "header");
    CHECK(one.to_text() == "no ERROR record contains \"header\": 1 record was captured:\n  WARNING shop.reader " +
                               place + " orders.csv: no header");
    log_plan();
    CHECK(logs.contains("header"));
    CHECK(logs.contains(sluice::warning, "header"));
    CHECK(logs.contains(shop::reader, "header"));
    CHECK(logs.contains(shop::reader, sluice::warning, "header"));
    CHECK(logs.contains(shop::plan_tree, "b 7"));
    CHECK(logs.contains(shop::reader, ""));
    CHECK_FALSE(logs.contains("Header"));
    CHECK_FALSE(logs.contains(sluice::info, "header"));
    CHECK_FALSE(logs.contains(shop::planner, ""));
    CHECK_FALSE(logs.contains(shop::planner, sluice::debug, "b 7"));
    CHECK(logs.contains(shop::reader, sluice::warning, "header").to_text() ==
          "WARNING shop.reader " + place + " orders.csv: no header");
    CHECK(logs.contains(shop::planner, sluice::info, "x")
              .to_text()
              .starts_with("no INFO record of shop.planner contains \"x\": 2 records were captured:\n  WARNING"));
    CHECK(logs.contains(shop::plan_tree, "x").to_text().starts_with("no record of plan_tree contains \"x\": 2 "));
    std::ostringstream shown;
    shown << logs;
    CHECK(shown.str() == logs.to_text());
    CHECK(shown.str().starts_with("2 records were captured:\n  WARNING shop.reader " + place +
                                  " orders.csv: no header\n"
                                  "  DEBUG shop.planner.__plan_tree "));
}

TEST_CASE("a capture with a mistake in its settings throws, and changes nothing") {
    captured const out;
    shop::logs.set("-all,reader");
    try {
        capture const logs{shop::logs, "+raeder"};
        FAIL("didn't throw");
    } catch (std::invalid_argument const& mistake) {
        CHECK(std::string(mistake.what()).find("did you mean \"reader\"?") != std::string::npos);
    }
    CHECK_THROWS_AS((capture{shop::logs, "help"}), std::invalid_argument);
    SLUICE_INFO(shop::reader, "still on");
    CHECK(out.lines() == lines{"still on"});
    shop::logs.set("");
}

TEST_CASE("a capture's settings may be checked at compile time") {
    captured const out;
    capture const logs{shop::logs, SLUICE_SETTINGS(shop, "+reader")};
    SLUICE_DEBUG(shop::reader, "1");
    CHECK(logs.size() == 1);
}

TEST_CASE("the program's sinks receive captured records too") {
    captured const out;
    int calls = 0;
    auto const sink = shop::logs.add_sink([&](sluice::record const&) { ++calls; });
    capture const logs{shop::logs, "reader"};
    SLUICE_INFO(shop::reader, "1");
    CHECK(calls == 1);
    CHECK(logs.size() == 1);
    CHECK(out.lines().empty());
}
