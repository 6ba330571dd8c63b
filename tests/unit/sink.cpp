// Sinks: the records that they receive, when, and isolation of their errors.
#if __has_include(<sys/wait.h>)
#include <sys/wait.h>
#include <unistd.h>
#endif

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "captured.hpp"
#include "catch.hpp"
#include "folder.hpp"
#include "shop.hpp"

// clang-format off
SLUICE_REGISTRY(bazaar, "BAZAAR_UNIT_TEST_LOGS", (stall, "One of many", loggers("market.stall")),
    (sign, stall, "What it says"))
// clang-format on

namespace {

using lines = std::vector<std::string>;

void log_plan() { SLUICE_ARTIFACT(shop::plan_tree, "a\nb {}\n", 7); }
constexpr unsigned log_plan_line = __LINE__ - 1;

/// A sink on the heap, so that it can be destroyed at any time.
template <class Callable>
auto new_sink(Callable callable) {
    return std::unique_ptr<sluice::record_sink<Callable>>(
        new sluice::record_sink<Callable>(shop::logs.add_sink(callable)));
}

}  // namespace

TEST_CASE("a sink receives all fields of a record") {
    captured const out;
    shop::logs.set("-all,plan_tree");
    shop::logs.set_rank(3);
    sluice::context const where("[0/1]");
    int calls = 0;
    auto const before = static_cast<unsigned long long>(std::time(nullptr));
    auto const sink = shop::logs.add_sink([&](sluice::record const& made) {
        ++calls;
        CHECK(made.at == sluice::debug);
        CHECK(made.logger == "shop.planner");
        CHECK(made.artifact == "plan_tree");
        CHECK(std::string_view(made.file).ends_with("unit/sink.cpp"));
        CHECK(made.line == log_plan_line);
        CHECK(std::string_view(made.function) == "log_plan");
        CHECK(made.time.since_epoch >= before);
        CHECK(made.time.since_epoch <= static_cast<unsigned long long>(std::time(nullptr)) + 1);  // time() is coarse
        CHECK(made.time.nanosecond < 1000000000);
        CHECK(made.process == static_cast<unsigned>(getpid()));
#if __has_include(<sys/wait.h>)
        CHECK(made.thread == static_cast<unsigned long>(gettid()));
#endif
        CHECK(made.rank == 3);
        CHECK(made.trace_id == "[0/1]");
        CHECK(made.text == "a\nb 7\n");
    });
    log_plan();
    SLUICE_WARNING(shop::planner, "is off");
    shop::logs.set_rank(-1);
    CHECK(calls == 1);
    CHECK(out.lines() == lines{"[0/1] [__plan_tree] a", "[0/1] [__plan_tree] b 7"});
}

TEST_CASE("a sink receives records during the lifetime of its object") {
    captured const out;
    shop::logs.set("reader");
    lines got;
    SLUICE_INFO(shop::reader, "1");
    {
        auto const sink = shop::logs.add_sink([&](sluice::record const& made) { got.push_back(copy(made.text)); });
        SLUICE_INFO(shop::reader, "2");
        SLUICE_INFO(shop::reader, "3");
    }
    SLUICE_INFO(shop::reader, "4");
    CHECK(got == lines{"2", "3"});
    CHECK(out.lines() == lines{"1", "2", "3", "4"});
}

TEST_CASE("a sink receives the records of its registry") {
    captured const out;
    lines got;
    auto const sink = shop::logs.add_sink([&](sluice::record const& made) { got.push_back(copy(made.text)); });
    SLUICE_WARNING(bazaar::stall, "not the shop's");
    SLUICE_WARNING(shop::export_, "the shop's");
    CHECK(got == lines{"the shop's"});
}

TEST_CASE("records that a replace_stderr sink accepts don't go to stderr, whatever other sinks do") {
    captured const out;
    shop::logs.set("");
    bool takes = true;
    int others = 0;
    auto const first = shop::logs.add_sink([&](sluice::record const&) { ++others; });
    auto const sink = shop::logs.add_sink([&](sluice::record const&) { return takes; }, sluice::replace_stderr);
    auto const last = shop::logs.add_sink([&](sluice::record const&) { ++others; });
    SLUICE_WARNING(shop::reader, "taken");
    CHECK(out.lines().empty());
    takes = false;
    SLUICE_WARNING(shop::reader, "refused");
    CHECK(out.lines() == lines{"sluice: a sink of shop refused 1 record", "refused"});
    CHECK(others == 4);
}

TEST_CASE("exceptions of a sink are dropped and counted, and other sinks receive the record") {
    captured const out;
    shop::logs.set("");
    lines got;
    auto const second = shop::logs.add_sink([&](sluice::record const& made) { got.push_back(copy(made.text)); });
    {
        auto const first = shop::logs.add_sink([](sluice::record const&) { throw std::runtime_error("sink"); });
        SLUICE_WARNING(shop::reader, "1");
        SLUICE_WARNING(shop::reader, "2");
    }
    CHECK(got == lines{"1", "2"});
    CHECK(out.lines() == lines{"sluice: a sink of shop refused 1 record", "1", "2",
                               "sluice: a sink of shop refused 2 records in all"});
}

TEST_CASE("records that a sink logs go to stderr, and to no sink") {
    captured const out;
    shop::logs.set("");
    int calls = 0;
    auto const other = bazaar::logs.add_sink([&](sluice::record const&) { ++calls; });
    auto const sink = shop::logs.add_sink(
        [&](sluice::record const&) {
            ++calls;
            SLUICE_WARNING(shop::planner, "from the sink");
            SLUICE_WARNING(bazaar::stall, "from it too");
        },
        sluice::replace_stderr);
    SLUICE_WARNING(shop::reader, "text");
    CHECK(calls == 1);
    CHECK(out.lines() == lines{"from the sink", "from it too"});
    SLUICE_WARNING(bazaar::stall, "by itself");
    CHECK(calls == 2);
}

TEST_CASE("a sink may remove itself and others, and add sinks") {
    captured const out;
    shop::logs.set("");
    int calls = 0, added_calls = 0;
    auto const count = [&](sluice::record const&) { ++calls; };
    std::vector<decltype(new_sink(count))> counting;
    for (int i = 0; i < 3; ++i) counting.push_back(new_sink(count));
    auto const count_added = [&](sluice::record const&) { ++added_calls; };
    decltype(new_sink(count_added)) added;
    std::unique_ptr<void, void (*)(void*)> self(nullptr, [](void*) {});
    auto ends_all = [&](sluice::record const&) {
        counting.clear();
        added = new_sink(count_added);
        self.reset();
        throw std::runtime_error("after its end");
    };
    using sink = sluice::record_sink<decltype(ends_all)>;
    self = {new sink(shop::logs.add_sink(ends_all)), [](void* which) { delete static_cast<sink*>(which); }};
    SLUICE_WARNING(shop::reader, "1");
    CHECK(calls == 0);
    CHECK(added_calls == 0);
    SLUICE_WARNING(shop::reader, "2");
    CHECK(added_calls == 1);
    CHECK(out.lines() == lines{"1", "2"});
}

TEST_CASE("sink calls are serialised, in each thread's order, and removal waits for calls in progress") {
    captured const out;
    shop::logs.set("");
    constexpr std::size_t threads = 4;
    std::atomic<bool> stop = false;
    std::atomic<int> inside = 0, together = 0, ended_too_early = 0;
    std::vector<std::vector<int>> got(threads);
    std::vector<int> sent(threads);
    auto const all = shop::logs.add_sink(
        [&](sluice::record const& made) {
            if (++inside != 1) ++together;
            std::size_t thread = 0;
            int number = 0;
            std::sscanf(copy(made.text).c_str(), "%zu %d", &thread, &number);
            std::this_thread::yield();
            got[thread].push_back(number);
            --inside;
        },
        sluice::replace_stderr);
    std::vector<std::thread> running;
    for (std::size_t thread = 0; thread < threads; ++thread)
        running.emplace_back([&, thread] {
            while (!stop) SLUICE_WARNING(shop::reader, "{} {}", thread, sent[thread]++);
        });
    constexpr int turns = 200;
    std::vector<std::atomic<bool>> ended(turns);
    for (std::atomic<bool>& flag : ended) {
        {
            auto const sink = shop::logs.add_sink([&](sluice::record const&) {
                for (int i = 0; i < 10; ++i) std::this_thread::yield();
                if (flag) ++ended_too_early;
            });
            std::this_thread::yield();
        }
        flag = true;
    }
    stop = true;
    for (std::thread& each : running) each.join();
    CHECK(together == 0);
    CHECK(ended_too_early == 0);
    for (std::size_t thread = 0; thread < threads; ++thread) {
        CHECK(static_cast<int>(got[thread].size()) == sent[thread]);
        CHECK(std::is_sorted(got[thread].begin(), got[thread].end()));
    }
}

#if __has_include(<sys/wait.h>)
TEST_CASE("a sink may fork") {
    captured const out;
    shop::logs.set("");
    int child_status = -1;
    auto const sink = shop::logs.add_sink(
        [&](sluice::record const&) {
            pid_t const child = fork();
            if (child == 0) _exit(7);
            waitpid(child, &child_status, 0);
        },
        sluice::replace_stderr);
    SLUICE_WARNING(shop::reader, "text");
    SLUICE_WARNING(shop::reader, "text");
    CHECK(WEXITSTATUS(child_status) == 7);
}
#endif

TEST_CASE("a record's lines have stderr's format or a given one") {
    captured const out;
    shop::logs.set("pages");
    std::string own, given, wrong;
    auto const sink = shop::logs.add_sink([&](sluice::record const& made) {
        append_lines(own, made);
        append_lines(given, made, "%(levelname)s:%(name)s:%(message)s");
        append_lines(wrong, made, "%(massage)s");
    });
    SLUICE_ARTIFACT(shop::pages, "a\nb");
    CHECK(own == "a\nb\n");
    CHECK(given == "DEBUG:shop.export.pdf.__pages:a\nDEBUG:shop.export.pdf.__pages:b\n");
    CHECK(wrong == own);
    own.clear();
    SLUICE_WARNING(shop::reader, "text");
    CHECK(own.starts_with("W"));
    CHECK(own.ends_with("] text\n"));
}

TEST_CASE("submit() logs a record if it is enabled") {
    captured const out;
    shop::logs.set("-all,planner,row_dump");
    std::vector<std::string> got;
    auto const sink = shop::logs.add_sink([&](sluice::record const& made) {
        std::string line;
        append_lines(line, made,
                     "%(levelname)s %(name)s %(pathname)s:%(lineno)d %(funcName)s %(thread)d %(created)f "
                     "%(process)d %(threadName)s|%(message)s");
        got.push_back(line);
    });
    sluice::record made;
    made.at = sluice::info;
    made.logger = "another library's";
    made.file = "../lib/pool.cpp";
    made.line = 7;
    made.function = "acquire";
    made.time = {2026, 11, 2, 3, 4, 5, 67000000, 1793600000};
    made.thread = 99;
    made.process = 1;
    made.text = "text";
    submit(shop::planner, made);
    submit(shop::reader, made);  // disabled
    submit(shop::row_dump, made);
    made.at = sluice::level::off;
    submit(shop::planner, made);
    std::string const rest = "../lib/pool.cpp:7 acquire 99 1793600000.067000 " + std::to_string(sluice::detail::process_id()) + " |text\n";
    CHECK(got == lines{"INFO shop.planner " + rest, "DEBUG shop.reader.__row_dump " + rest});
    CHECK(out.lines() == lines{"text", "[__row_dump] text"});
    submit(shop::planner, sluice::record{});
    CHECK(got.size() == 3);
}

TEST_CASE("submit() fills in a missing time or thread") {
    captured const out;
    shop::logs.set("");
    std::vector<sluice::record> got;
    auto const sink = shop::logs.add_sink([&](sluice::record const& made) { got.push_back(made); });
    sluice::record made;
    made.at = sluice::error;
    std::time_t const before = std::time(nullptr);
    submit(shop::planner, made);
    made.time.since_epoch = 86400 * 365;  // the first of January 1971, apart from the time zone
    made.time.nanosecond = 5;
    made.thread = 7;
    submit(shop::planner, made);
    REQUIRE(got.size() == 2);
    CHECK(got[0].time.since_epoch >= static_cast<unsigned long long>(before));
    CHECK(got[0].time.since_epoch <= static_cast<unsigned long long>(std::time(nullptr)) + 1);  // time() is coarse
    CHECK((got[0].time.month >= 1 && got[0].time.year >= 2026));
    CHECK((got[0].thread != 0 && got[0].thread != 7));
    std::time_t const then = 86400 * 365;
    CHECK(got[1].time.year == static_cast<unsigned>(std::localtime(&then)->tm_year + 1900));
    CHECK((got[1].time.since_epoch == 86400 * 365 && got[1].time.nanosecond == 5 && got[1].thread == 7));
}

TEST_CASE("a record that returns through a bridge goes to no sink again") {
    captured const out;
    shop::logs.set("");
    int calls = 0;
    auto const sink = shop::logs.add_sink([&](sluice::record const&) { ++calls; });
    auto const stall = bazaar::logs.add_sink([&](sluice::record const&) { ++calls; });
    sluice::record made;
    made.at = sluice::error;
    made.text = "text";
    for (char const* logger : {"shop.reader", "shop.some.module", "shop.export.pdf"}) {
        made.logger = logger;
        submit(shop::reader, made);
    }
    for (char const* logger : {"market.stall", "market.stall.__sign"}) {  // the name that bridges use for an artifact
        made.logger = logger;
        submit(bazaar::stall, made);
    }
    CHECK(calls == 0);
    for (char const* logger : {"shop", "shopping", ""}) {
        made.logger = logger;
        submit(shop::reader, made);
    }
    CHECK(calls == 3);
    CHECK(out.lines().size() == 8);
}

TEST_CASE("a file can be a sink") {
    captured const out;
    shop::logs.set("");
    shop::logs.set_rank(2);
    folder const here("sluice-sink-");
    {
        auto sink = shop::logs.add_sink(sluice::file_sink{here / "a.%r.log", "%(levelname)s %(message)s"},
                                        sluice::replace_stderr);
        SLUICE_WARNING(shop::reader, "1\n2");
        std::filesystem::rename(here / "a.2.log", here / "old.log");
        SLUICE_ERROR(shop::reader, "3");
        sink.get().reopen();
        SLUICE_ERROR(shop::reader, "4");
    }
    {
        auto const sink = shop::logs.add_sink(sluice::file_sink{here / "a.2.log"}, sluice::replace_stderr);
        SLUICE_ERROR(shop::reader, "5");
    }
    shop::logs.set_rank(-1);
    CHECK(read_file(here / "old.log") == "WARNING 1\nWARNING 2\nERROR 3\n");
    std::string const all = read_file(here / "a.2.log");
    CHECK(all.starts_with("ERROR 4\n[rank2]:E"));
    CHECK(all.ends_with("] 5\n"));
    CHECK(out.lines().empty());
}

TEST_CASE("a file sink that can't write passes records to stderr, and tries again") {
    captured const out;
    shop::logs.set("");
    folder const here("sluice-sink-");
    std::string const path = here / "later/a.log";
    {
        auto sink = shop::logs.add_sink(sluice::file_sink{path}, sluice::replace_stderr);
        SLUICE_WARNING(shop::reader, "1");
        SLUICE_WARNING(shop::reader, "2");
        std::filesystem::create_directory(here / "later");
        sink.get().reopen();  // skips the wait of a second
        SLUICE_WARNING(shop::reader, "3");
    }
    CHECK(out.lines() == lines{"sluice: file_sink: can't open \"" + path + "\": No such file or directory",
                               "sluice: a sink of shop refused 1 record", "1", "2",
                               "sluice: a sink of shop refused 2 records in all"});
    std::string const written = read_file(path);
    CHECK(written.starts_with("sluice: file_sink: 2 records were lost (No such file or directory)\n"));
    CHECK(written.ends_with("] 3\n"));
#if __has_include(<sys/wait.h>)
    auto const full = shop::logs.add_sink(sluice::file_sink{"/dev/full"}, sluice::replace_stderr);
    SLUICE_WARNING(shop::reader, "4");
    CHECK(out.lines().back() == "4");
#endif
}

#if __has_include(<sys/wait.h>)
TEST_CASE("a child writes to its own file if the name has a process id") {
    captured const out;
    shop::logs.set("");
    folder const here("sluice-sink-");
    auto const sink =
        shop::logs.add_sink(sluice::file_sink{here / "a.%p.log", "%(message)s"}, sluice::replace_stderr);
    SLUICE_WARNING(shop::reader, "parent");
    pid_t const child = fork();
    if (child == 0) {
        SLUICE_WARNING(shop::reader, "child");
        _exit(0);
    }
    waitpid(child, nullptr, 0);
    CHECK(read_file(here / ("a." + std::to_string(sluice::detail::process_id()) + ".log")) == "parent\n");
    CHECK(read_file(here / ("a." + std::to_string(child) + ".log")) == "child\n");
}
#endif
