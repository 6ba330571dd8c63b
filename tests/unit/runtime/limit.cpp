#include <cerrno>
#include <deque>
#include <limits>
#include <map>
#include <thread>

#include "../captured.hpp"
#include "../catch.hpp"
#include "../platform.hpp"
#include "../shop.hpp"

using sluice::detail::limit;
using lines = std::vector<std::string>;

namespace shop {
SLUICE_MODULE(limited, "shop.reader.limited")
SLUICE_MODULE(fresh, "shop.reader.fresh")
}  // namespace shop

SLUICE_REGISTRY(crowded, "CROWDED_LOGS", (part, "Logs many texts once"))

namespace {

using sluice::detail::to_nanoseconds;
static_assert(to_nanoseconds(0.5) == 500'000'000);
static_assert(to_nanoseconds(2) == 2'000'000'000);
static_assert(to_nanoseconds(0) == 0 && to_nanoseconds(-1) == 0);
static_assert(to_nanoseconds(1e300) == to_nanoseconds(1e10));

static_assert(sizeof(sluice::detail::site) == 4 * sizeof(void*) + 8);

int evaluations = 0;
int evaluate() { return ++evaluations; }

// Returns a site that is never destroyed, as those of calls are: the end of the program reports suppressed messages.
sluice::detail::limited_site const& every_seconds_site(sluice::detail::limit_state& state) {
    static auto& all = *new std::deque<sluice::detail::limited_site>;
    return all.emplace_back(
        sluice::detail::limited_site{{&sluice::detail::info_of<sluice::detail::channel_type<decltype(shop::reader)>>,
                                      "{}", "", "", 0, sluice::info, limit::every_seconds, 2},
                                     state});
}

void in_threads(void (*call)(int), int calls) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([=] {
            for (int i = 0; i < calls; ++i) call(i);
        });
    for (std::thread& each : threads) each.join();
}

// Sums up the suppressed messages that the lines report.
long long count_suppressed_in(lines const& from) {
    long long sum = 0;
    for (std::string const& each : from)
        if (std::size_t const at = each.rfind(" ("); at != std::string::npos) sum += std::stoll(each.substr(at + 2));
    return sum;
}

}  // namespace

TEST_CASE("FIRST_N logs N messages, and evaluates only their arguments") {
    REQUIRE(shop::logs.set("+reader"));
    evaluations = 0;
    captured const output;
    for (int i = 0; i < 5; ++i) SLUICE_LOG_FIRST_N(shop::reader, sluice::info, 2, "{}", evaluate());
    CHECK(output.lines() == lines{"1", "2"});
    CHECK(evaluations == 2);
}

TEST_CASE("EVERY_N logs the first message and every nth after it, and reports suppressed ones") {
    REQUIRE(shop::logs.set("+reader"));
    evaluations = 0;
    captured const output;
    for (int i = 0; i < 8; ++i) SLUICE_LOG_EVERY_N(shop::reader, sluice::info, 3, "{} of {}", i, evaluate());
    CHECK(output.lines() == lines{"0 of 1", "3 of 2 (2 held back)", "6 of 3 (2 held back)"});
}

TEST_CASE("EVERY_SECONDS logs a message when the interval is over") {
    CHECK(to_nanoseconds(__builtin_nan("")) == 0);  // not a constant expression with GCC 11
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    for (int i = 0; i < 5; ++i) SLUICE_LOG_EVERY_SECONDS(shop::reader, sluice::info, 1e6, "{}", i);
    CHECK(output.lines() == lines{"0"});

    // The last message was logged five seconds ago.
    static sluice::detail::limit_state state{};  // listed until the program ends
    sluice::detail::limited_site const& site = every_seconds_site(state);
    unsigned long long const then = sluice::detail::monotonic_nanoseconds() - 5'000'000'000;
    state.last = then;
    CHECK_FALSE(check_limit(site, 1e6));
    CHECK(state.last == then);
    CHECK(state.suppressed == 1);
    CHECK(check_limit(site, 5.0));
    CHECK(state.last >= then + 5'000'000'000);
    CHECK_FALSE(check_limit(site, 1e6));
    // A time in the future, which another thread may have stored meanwhile, doesn't count as long ago.
    state.last = sluice::detail::monotonic_nanoseconds() + 1'000'000'000'000'000;
    CHECK_FALSE(check_limit(site, 1.0));
    state.suppressed = 0;  // not reported at the end
}

TEST_CASE("limits may be zero, negative or very large") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    for (int i = 0; i < 2; ++i) {
        SLUICE_LOG_FIRST_N(shop::reader, sluice::info, i - 1, "first {}", i);
        SLUICE_LOG_EVERY_N(shop::reader, sluice::info, i - 1, "every {}", i);
        SLUICE_LOG_EVERY_SECONDS(shop::reader, sluice::info, i - 1, "seconds {}", i);
        SLUICE_LOG_EVERY_SECONDS(shop::reader, sluice::info, std::numeric_limits<double>::quiet_NaN(), "nan {}", i);
        SLUICE_LOG_EVERY_SECONDS(shop::reader, sluice::info, 1e300, "ever {}", i);
        SLUICE_LOG_FIRST_N(shop::reader, sluice::info, std::numeric_limits<unsigned long long>::max(), "max {}", i);
    }
    CHECK(output.lines() == lines{"seconds 0", "nan 0", "ever 0", "max 0", "seconds 1", "nan 1", "max 1"});
}

TEST_CASE("a limit may change from call to call") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    for (int i = 0; i < 6; ++i) SLUICE_LOG_FIRST_N(shop::reader, sluice::info, i < 4 ? 1 : 5, "{}", i);
    CHECK(output.lines() == lines{"0", "4 (3 held back)"});
}

TEST_CASE("IF evaluates the condition only if the gate is open") {
    evaluations = 0;
    REQUIRE(shop::logs.set("all=off"));
    SLUICE_LOG_IF(shop::reader, sluice::info, evaluate() > 0, "never");
    CHECK(evaluations == 0);
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    for (int i = 0; i < 4; ++i) SLUICE_LOG_IF(shop::reader, sluice::info, evaluate() % 2 == 0, "{}", i);
    CHECK(output.lines() == lines{"1", "3"});
}

TEST_CASE("ONCE logs each text once") {
    REQUIRE(shop::logs.set("+all,row_dump"));
    captured const output;
    for (int i = 0; i < 6; ++i) SLUICE_WARNING_ONCE(shop::reader, "disk {} is slow", i / 3);
    SLUICE_WARNING_ONCE(shop::reader, "disk 0 is slow");  // another call with the same text
    SLUICE_WARNING_ONCE(shop::limited, "disk 0 is slow");
    SLUICE_LOG_ONCE(shop::reader, sluice::error, "disk 0 is slow");
    SLUICE_LOG_ONCE(shop::reader, sluice::warning, "disk 1 is slow");
    SLUICE_LOG_ONCE(shop::reader, sluice::debug, "disk 0 is slow");
    SLUICE_LOG_ONCE(shop::row_dump, sluice::on, "disk 0 is slow");
    CHECK(output.lines() == lines{"disk 0 is slow", "disk 1 is slow (2 held back)", "disk 0 is slow", "disk 0 is slow",
                                  "disk 0 is slow", "[__row_dump] disk 0 is slow"});
}

TEST_CASE("ONCE works at every level") {
    REQUIRE(shop::logs.set("+all"));
    captured const output;
    for (int i = 0; i < 2; ++i) {
        SLUICE_LOG_ONCE(shop::planner, sluice::debug, "once");
        SLUICE_LOG_ONCE(shop::planner, sluice::info, "once");
        SLUICE_WARNING_ONCE(shop::planner, "once");
        SLUICE_LOG_ONCE(shop::planner, sluice::error, "once");
        SLUICE_LOG_ONCE(shop::planner, sluice::critical, "once");
    }
    CHECK(output.lines() == lines(5, "once"));
}

TEST_CASE("ONCE remembers a limited number of texts; beyond it texts are logged again") {
    using sluice::detail::is_new;
    REQUIRE(crowded::logs.set("+all"));
    sluice::detail::site const site{&sluice::detail::info_of<sluice::detail::channel_type<decltype(crowded::part)>>,
                                    "{}",
                                    "",
                                    "",
                                    0,
                                    sluice::info,
                                    limit::once,
                                    2};
    auto const forget = [] {
        handle_limited_calls(sluice::detail::all_limited_calls, sluice::detail::part_event::unload);
    };
    forget();
    std::size_t fresh = 0, again = 0;
    for (std::size_t i = 0; i < sluice::detail::max_seen_texts; ++i) fresh += is_new(site, std::to_string(i));
    for (std::size_t i = 0; i < sluice::detail::max_seen_texts; ++i) again += is_new(site, std::to_string(i));
    CHECK(fresh == sluice::detail::max_seen_texts);
    CHECK(again == 0);
    CHECK(is_new(site, "one too many"));
    CHECK(is_new(site, "one too many"));
    CHECK_FALSE(is_new(site, "0"));
    CHECK(sluice::detail::all_limited_calls.capacity * sizeof(unsigned long long) == 1 << 20);
    forget();
}

TEST_CASE("the last line of a message reports suppressed ones") {
    REQUIRE(shop::logs.set("+all"));
    captured const output;
    for (int i = 0; i < 3; ++i) SLUICE_LOG_EVERY_N(shop::plan_tree, sluice::on, 2, "scan\n  filter\n");
    CHECK(output.lines() == lines{"[__plan_tree] scan", "[__plan_tree]   filter", "[__plan_tree] scan",
                                  "[__plan_tree]   filter (1 held back)"});
}

TEST_CASE("a disabled call doesn't count, not even the first of its gate") {
    REQUIRE(shop::logs.set("all=off"));
    REQUIRE_FALSE(sluice::detail::module_gate<shop::sluice_module_fresh>.is_configured());
    evaluations = 0;
    auto const log = [] { SLUICE_LOG_FIRST_N(shop::fresh, sluice::critical, 1, "{}", evaluate()); };
    log();
    log();
    CHECK(evaluations == 0);
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    log();
    log();
    CHECK(output.lines() == lines{"1"});
}

TEST_CASE("a message dropped by the trace-id filter doesn't count") {
    set_variable("SHOP_UNIT_TEST_LOGS_TRACE_ID_FILTER", "[0/1]");
    REQUIRE(shop::logs.set("+reader"));
    shop::logs.reload();
    {
        captured const output;
        for (char const* id : {"[0/0]", "[0/1]", "[0/1]"}) {
            sluice::context const where(id);
            SLUICE_WARNING_ONCE(shop::reader, "filtered, once");
            SLUICE_LOG_FIRST_N(shop::reader, sluice::info, 1, "filtered, first");
        }
        CHECK(output.lines() == lines{"[0/1] filtered, once", "[0/1] filtered, first"});
    }
    clear_variable("SHOP_UNIT_TEST_LOGS_TRACE_ID_FILTER");
    shop::logs.reload();
}

TEST_CASE("limits preserve errno") {
    REQUIRE(shop::logs.set("+reader"));
    captured const output;
    errno = ENOENT;
    for (int i = 0; i < 2; ++i) {
        SLUICE_LOG_FIRST_N(shop::reader, sluice::info, 1, "errno");
        SLUICE_LOG_EVERY_SECONDS(shop::reader, sluice::info, 1e6, "errno");
        SLUICE_LOG_ONCE(shop::reader, sluice::info, "errno");
    }
    CHECK(errno == ENOENT);
}

TEST_CASE("threads share a limit exactly") {
    constexpr int calls = 2500, all = 8 * calls;
    REQUIRE(shop::logs.set("+reader"));
    SECTION("FIRST_N") {
        captured const output;
        in_threads([](int i) { SLUICE_LOG_FIRST_N(shop::reader, sluice::info, 1234, "{}", i); }, calls);
        CHECK(output.lines().size() == 1234);
    }
    SECTION("EVERY_N") {
        static auto const log = [](int i) { SLUICE_LOG_EVERY_N(shop::reader, sluice::info, 7, "{}", i); };
        captured const output;
        in_threads([](int i) { log(i); }, calls);
        CHECK(output.lines().size() == (all + 6) / 7);
        int more = 0;
        for (std::size_t const before = output.lines().size(); output.lines().size() == before; ++more) log(0);
        CHECK(count_suppressed_in(output.lines()) == all + more - static_cast<long long>(output.lines().size()));
    }
    SECTION("EVERY_SECONDS") {
        static sluice::detail::limit_state states[calls];
        static sluice::detail::limited_site const* sites[calls];
        for (int i = 0; i < calls; ++i) sites[i] = &every_seconds_site(states[i]);
        static int admitted;
        in_threads(
            [](int i) {
                if (check_limit(*sites[i], 1e6)) sluice::detail::fetch_add_relaxed(admitted, 1);
            },
            calls);
        CHECK(admitted == calls);
        unsigned long long sum = 0;
        for (sluice::detail::limit_state& each : states) {
            sum += each.suppressed;
            each.suppressed = 0;  // not reported at the end
        }
        CHECK(sum == all - calls);
    }
    SECTION("EVERY_SECONDS, without end") {
        static sluice::detail::limit_state state;
        static sluice::detail::limited_site const& site = every_seconds_site(state);
        static int admitted;
        in_threads(
            [](int) {
                for (int again = 0; again < 10; ++again)
                    if (check_limit(site, 0.0)) sluice::detail::fetch_add_relaxed(admitted, 1);
            },
            calls);
        CHECK(admitted == 10 * all);
    }
    SECTION("ONCE") {
        static auto const log = [](int i) { SLUICE_LOG_ONCE(shop::reader, sluice::info, "text {}", i); };
        captured const output;
        in_threads([](int i) { log(i); }, calls);
        log(calls);
        std::map<std::string, int> count;
        for (std::string const& each : output.lines()) ++count[each.substr(0, each.find(" ("))];
        CHECK(count.size() == calls + 1);
        CHECK(output.lines().size() == calls + 1);
        CHECK(count_suppressed_in(output.lines()) == all - calls);
    }
}
