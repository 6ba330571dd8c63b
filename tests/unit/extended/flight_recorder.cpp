// Flight recorders: what they keep, and that it is written once and in order; without the settings that make them.
#if __has_include(<sys/wait.h>)
#include <sys/wait.h>
#include <unistd.h>
#endif

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "../captured.hpp"
#include "../catch.hpp"
#include "../folder.hpp"
#include "../platform.hpp"
#include "../shop.hpp"

using namespace sluice;

namespace {

using lines = std::vector<std::string>;

detail::registry_core& core() { return detail::registry_of<decltype(shop::logs)::rows>; }

/// The recorders of a test: removes all at its end.
struct recorders {
    captured out;

    recorders() { shop::logs.set(""); }
    recorders(recorders const&) = delete;
    recorders& operator=(recorders const&) = delete;
    ~recorders() {
        detail::release_unused_recorders(core());
        detail::release_unused_recorders(core());
    }

    detail::flight_recorder& make(char const* name, std::size_t count, bool has_errors = false) {
        detail::flight_recorder* const made = detail::use_recorder(core(), name, count, has_errors);
        REQUIRE(made != nullptr);
        return *made;
    }
};

template <class Format = detail::default_format>
void keep(detail::flight_recorder& to, std::string const& text, level at = level::debug, bool escaped = false) {
    detail::record_buffer buffer;
    buffer.append(text);
    record made;
    made.at = at;
    made.logger = "shop.net";
    made.file = "net.cpp";
    made.line = 7;
    detail::keep(to, made, buffer, detail::line_format_of<Format>, escaped);
}

struct json_format {
    static constexpr text_view get() noexcept { return "%(json)s"; }
};
struct long_format {
    static constexpr text_view get() noexcept { return "%(name)999s %(name)999s %(message)s"; }
};

/// Returns what is written to a descriptor, and its lines without prefixes.
template <class Writer>
lines written(Writer write) {
    captured const out;
    write();
    return out.lines();
}

}  // namespace

TEST_CASE("a recorder keeps the last records, and each is written once") {
    recorders all;
    detail::flight_recorder& net = all.make("net", 3);
    for (int i = 1; i <= 5; ++i) keep(net, std::to_string(i));
    CHECK(written([] { shop::logs.dump_recorder(); }) == lines{"[recorded] 3", "[recorded] 4", "[recorded] 5"});
    CHECK(written([] { shop::logs.dump_recorder(); }).empty());
    keep(net, "6");
    CHECK(written([] { shop::logs.dump_recorder(); }) == lines{"[recorded] 6"});
    CHECK(written([] { dump_recorders(); }).empty());
}

TEST_CASE("records of several recorders are written in order") {
    recorders all;
    detail::flight_recorder& net = all.make("net", 4);
    detail::flight_recorder& disk = all.make("disk", 2);
    detail::flight_recorder& idle = all.make("idle", 2);
    for (int i = 1; i <= 4; ++i) {
        keep(net, "net " + std::to_string(i));
        keep(disk, "disk " + std::to_string(i));
    }
    lines const wanted{"[recorded] net 1",  "[recorded] net 2", "[recorded] net 3",
                       "[recorded] disk 3", "[recorded] net 4", "[recorded] disk 4"};
    SECTION("on request") {
        CHECK(written([] { shop::logs.dump_recorder(); }) == wanted);
    }
    SECTION("in a signal handler") {
        CHECK(written([] { dump_recorders(); }) == wanted);
    }
    keep(idle, "later");
    CHECK(written([] { shop::logs.dump_recorder(); }) == lines{"[recorded] later"});
}

TEST_CASE("a flood of debug records evicts no errors that aren't logged") {
    recorders all;
    detail::flight_recorder& net = all.make("net", 2, true);
    keep(net, "error", level::error);
    keep(net, "critical", level::critical);
    for (int i = 0; i < 1000; ++i) keep(net, std::to_string(i));
    CHECK(written([] { shop::logs.dump_recorder(); }) ==
          lines{"[recorded] error", "[recorded] critical", "[recorded] 998", "[recorded] 999"});
}

TEST_CASE("a recorded line is cut at the end of its slot, between characters") {
    recorders all;
    detail::flight_recorder& net = all.make("net", 8);
    auto const dump = [] { return written([] { shop::logs.dump_recorder(); }); };
    for (std::size_t extra = 0; extra < 4; ++extra) {
        std::string text(extra, 'x');
        while (text.size() < 3000) text += "\xe2\x82\xac";  // a euro sign
        keep(net, text);
        lines const got = dump();
        REQUIRE(got.size() == 1);
        CHECK(got[0].size() > 900);
        CHECK(got[0].size() < detail::recorder_slot::capacity);
        CHECK(got[0].ends_with("\xe2\x82\xac\xe2\x80\xa6"));
        CHECK(("[recorded] " + text).starts_with(got[0].substr(0, got[0].size() - 3)));
    }
    std::string many;
    for (int i = 0; i < 100; ++i) many += "a line\n";
    keep(net, many);
    lines const got = dump();
    REQUIRE(got.size() > 5);
    CHECK(got.size() < 30);
    CHECK(got.front() == "[recorded] a line");
    CHECK(got.back().ends_with("\xe2\x80\xa6"));
    keep(net, "fits");
    keep(net, std::string(5000, '\x01'), level::debug, true);
    lines const escaped = dump();
    REQUIRE(escaped.size() == 2);
    CHECK(escaped[0] == "[recorded] fits");
    CHECK(escaped[1].starts_with("[recorded] \\x01"));
    CHECK(escaped[1].ends_with("\xe2\x80\xa6"));
}

TEST_CASE("a recorded line for machines stays whole") {
    recorders all;
    detail::flight_recorder& net = all.make("net", 8);
    keep<json_format>(net, std::string(5000, '"'));
    keep<long_format>(net, "not shown");
    lines const got = written([] { shop::logs.dump_recorder(); });
    REQUIRE(got.size() == 2);
    CHECK(got[0].starts_with("\\\"\\\""));  // after "[recorded] "
    CHECK(got[0].find("\\\"\xe2\x80\xa6\"") != std::string::npos);
    CHECK(got[0].ends_with("}"));
    CHECK(got[0].size() > 800);
    CHECK(got[1].size() == detail::recorder_slot::capacity - 1);
}

TEST_CASE("kept records are written to the file too") {
    recorders all;
    folder const here("sluice-recorder-");
    std::string const path = here / "shop.log";
    set_variable("SHOP_UNIT_TEST_LOGS_OUT", path.c_str());
    set_variable("SHOP_UNIT_TEST_LOGS_FORMAT", "%(message)s");
    shop::logs.reload();
    detail::flight_recorder& net = all.make("net", 8);
    keep<detail::default_format>(net, "1");
    CHECK(written([] { shop::logs.dump_recorder(); }) == lines{"[recorded] 1"});
    CHECK(read_file(path).ends_with(" net.cpp:7] [recorded] 1\n"));
    set_variable("SHOP_UNIT_TEST_LOGS_OUT", (path + ",only").c_str());
    shop::logs.reload();
    keep<detail::default_format>(net, "2");
    CHECK(written([] { shop::logs.dump_recorder(); }).empty());
    CHECK(read_file(path).ends_with(" net.cpp:7] [recorded] 2\n"));
    clear_variable("SHOP_UNIT_TEST_LOGS_OUT");
    clear_variable("SHOP_UNIT_TEST_LOGS_FORMAT");
    shop::logs.reload();
}

TEST_CASE("a recorder of the same size keeps its records; others start empty, and unused ones are freed") {
    recorders all;
    detail::flight_recorder& net = all.make("net", 4);
    keep(net, "1");
    detail::release_unused_recorders(core());
    CHECK(&all.make("net", 4) == &net);
    detail::release_unused_recorders(core());
    CHECK(written([] { shop::logs.dump_recorder(); }) == lines{"[recorded] 1"});
    keep(net, "2");
    CHECK(&all.make("net", 5) == &net);
    keep(net, "3");
    CHECK(written([] { shop::logs.dump_recorder(); }) == lines{"[recorded] 3"});
    keep(net, "4");
    detail::release_unused_recorders(core());
    detail::release_unused_recorders(core());
    CHECK(net.rings[0] == nullptr);
    keep(net, "5");
    CHECK(written([] { shop::logs.dump_recorder(); }).empty());
}

TEST_CASE("a registry's request writes only its own recorders") {
    recorders all;
    alignas(detail::registry_core) char other[sizeof(detail::registry_core)] = {};
    auto& elsewhere = reinterpret_cast<detail::registry_core&>(other);  // only compared
    detail::flight_recorder* const made = detail::use_recorder(elsewhere, "net", 2, false);
    REQUIRE(made != nullptr);
    keep(*made, "another registry's");
    keep(all.make("net", 2), "the shop's");
    CHECK(written([] { shop::logs.dump_recorder(); }) == lines{"[recorded] the shop's"});
    CHECK(written([] { dump_recorders(); }) == lines{"[recorded] another registry's"});
    detail::release_unused_recorders(elsewhere);
    detail::release_unused_recorders(elsewhere);
}

TEST_CASE("errno survives a dump in a signal handler, and an error of its file ends it") {
    recorders all;
    keep(all.make("net", 2), "1");
    errno = 1234;
    dump_recorders(-1);
    CHECK(errno == 1234);
}

TEST_CASE("threads keep records while others write them: each once, and in order") {
    recorders all;
    captured const out;
    constexpr int count = 2000, threads = 3;
    std::vector<std::thread> running;
    std::atomic<int> left = threads;
    detail::flight_recorder* const of[] = {&all.make("a", count), &all.make("b", 2 * count)};
    for (int thread = 0; thread < threads; ++thread)
        running.emplace_back([&, thread] {
            for (int i = 0; i < count; ++i)
                keep(*of[thread == 0 ? 0 : 1], std::to_string(thread) + " " + std::to_string(i));
            --left;
        });
    running.emplace_back([&] {
        while (left != 0) dump_recorders();
    });
    while (left != 0) shop::logs.dump_recorder();
    for (std::thread& each : running) each.join();
    shop::logs.dump_recorder();
    std::map<int, std::vector<int>> got;
    for (std::string const& line : out.lines()) {
        int thread = -1, number = -1;
        REQUIRE(std::sscanf(line.c_str(), "[recorded] %d %d", &thread, &number) == 2);
        got[thread].push_back(number);
    }
    // A dump that locks nothing leaves out what is being written; two at once may write in turns.
    for (int thread = 0; thread < threads; ++thread) {
        std::vector<int>& mine = got[thread];
        std::sort(mine.begin(), mine.end());
        CHECK(std::adjacent_find(mine.begin(), mine.end()) == mine.end());
        CHECK(mine.size() <= count);
    }
}

TEST_CASE("threads that log errors at once write each kept record once") {
    recorders all;
    detail::flight_recorder& net = all.make("net", 1000);
    for (int i = 0; i < 500; ++i) keep(net, std::to_string(i));
    captured const out;
    std::vector<std::thread> running;
    for (int thread = 0; thread < 4; ++thread) running.emplace_back([] { shop::logs.dump_recorder(); });
    for (std::thread& each : running) each.join();
    lines wanted;
    for (int i = 0; i < 500; ++i) wanted.push_back("[recorded] " + std::to_string(i));
    CHECK(out.lines() == wanted);
}

#if __has_include(<sys/wait.h>)
TEST_CASE("a forked child's recorders start empty") {
    recorders all;
    detail::flight_recorder& net = all.make("net", 4);
    keep(net, "parent");
    pid_t const child = fork();
    if (child == 0) {
        lines const before = written([] { shop::logs.dump_recorder(); });
        keep(net, "child");
        lines const after = written([] { dump_recorders(); });
        _exit(before.empty() && after == lines{"[recorded] child"} ? 7 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WEXITSTATUS(status) == 7);
    CHECK(written([] { shop::logs.dump_recorder(); }) == lines{"[recorded] parent"});
}
#endif
