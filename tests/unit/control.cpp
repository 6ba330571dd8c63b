// Settings from code: set, scoped, state, restore and on_change. tests/process/outputs tests the precedence of the
// environment.
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "shop.hpp"

using sluice::level;

namespace {

/// Returns the thresholds of reader and planner, and the state of row_dump.
std::string now() {
    return copy(to_text(shop::logs.level_of(shop::reader))) + " " + copy(to_text(shop::logs.level_of(shop::planner))) +
           (shop::logs.enabled(shop::row_dump) ? " on" : " off");
}

}  // namespace

TEST_CASE("set() accepts checked settings") {
    REQUIRE(shop::logs.set(SLUICE_SETTINGS(shop, "+reader,row_dump")));
    CHECK(now() == "debug warning on");
    REQUIRE(shop::logs.set(SLUICE_SETTINGS(shop, "")));
}

TEST_CASE("a scope restores the previous settings") {
    REQUIRE(shop::logs.set("reader"));
    {
        auto const scope = shop::logs.scoped("+planner,row_dump");
        CHECK(scope.result());
        CHECK(now() == "warning debug on");
    }
    CHECK(now() == "info warning off");
}

TEST_CASE("scopes nest") {
    REQUIRE(shop::logs.set("reader"));
    {
        auto const outer = shop::logs.scoped("+reader");
        {
            auto const inner = shop::logs.scoped("reader=critical");
            CHECK(now() == "critical warning off");
        }
        CHECK(now() == "debug warning off");
    }
    CHECK(now() == "info warning off");
}

TEST_CASE("scopes may end in any order") {
    REQUIRE(shop::logs.set("reader"));
    std::optional<sluice::scoped_settings> first, second, third;
    auto const begin = [](auto& scope, char const* text) {
        struct made {  // scopes can't be moved: constructed in place
            char const* text;
            operator sluice::scoped_settings() const { return shop::logs.scoped(text); }
        };
        scope.emplace(made{text});
    };
    begin(first, "reader=debug");
    begin(second, "reader=error");
    begin(third, "reader=critical");
    first.reset();
    CHECK(now() == "critical warning off");
    third.reset();
    CHECK(now() == "error warning off");
    second.reset();
    CHECK(now() == "info warning off");
}

TEST_CASE("settings made within a scope end with it") {
    REQUIRE(shop::logs.set("reader"));
    {
        auto const scope = shop::logs.scoped("-reader");
        REQUIRE(shop::logs.set("+reader"));
        CHECK(now() == "debug warning off");
    }
    CHECK(now() == "info warning off");
}

TEST_CASE("a scope with a mistake changes nothing") {
    REQUIRE(shop::logs.set("reader"));
    {
        auto const scope = shop::logs.scoped("+planer");
        CHECK(scope.result().error_count() == 1);
        CHECK(copy(scope.result().message()).find("sluice: shop::logs.scoped: there is no") == 0);
        CHECK(now() == "info warning off");
        REQUIRE(shop::logs.set("-reader"));
    }
    CHECK(now() == "error warning off");  // settings made outside of scopes remain
}

TEST_CASE("scopes of several threads don't interfere") {
    REQUIRE(shop::logs.set("reader"));
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([] {
            for (int round = 0; round < 200; ++round) auto const scope = shop::logs.scoped("+reader,row_dump");
        });
    for (std::thread& each : threads) each.join();
    CHECK(now() == "info warning off");
}

TEST_CASE("a state can be restored") {
    REQUIRE(shop::logs.set("+reader,row_dump"));
    sluice::settings_state const kept = shop::logs.state();
    CHECK(copy(kept.text()) == "+reader,row_dump");
    REQUIRE(shop::logs.set("all=off"));
    shop::logs.restore(kept);
    CHECK(now() == "debug warning on");
    shop::logs.restore(kept);
    CHECK(now() == "debug warning on");
}

TEST_CASE("listeners are called for every change during their lifetime") {
    REQUIRE(shop::logs.set(""));
    std::vector<std::string> changes;
    {
        auto const listener = shop::logs.on_change([&] { changes.push_back(now()); });
        REQUIRE(shop::logs.set("+reader"));
        { auto const scope = shop::logs.scoped("-planner"); }
        shop::logs.restore(shop::logs.state());
        CHECK_FALSE(shop::logs.set("+planer"));  // changes nothing
    }
    REQUIRE(shop::logs.set("row_dump"));
    CHECK(changes == std::vector<std::string>{"debug warning off", "warning error off", "debug warning off",
                                            "debug warning off"});
}

TEST_CASE("a listener may change settings, which calls no listener") {
    int calls = 0;
    auto const listener = shop::logs.on_change([&] {
        ++calls;
        REQUIRE(shop::logs.set("planner"));
    });
    REQUIRE(shop::logs.set("+reader"));
    CHECK(calls == 1);
    CHECK(now() == "warning info off");
}

TEST_CASE("a listener may end itself and others") {
    REQUIRE(shop::logs.set(""));
    int calls = 0;
    auto count = [&] { ++calls; };
    using listener = sluice::change_listener<decltype(count)>;
    std::vector<std::unique_ptr<listener>> listeners;
    for (int i = 0; i < 3; ++i) listeners.emplace_back(new listener(shop::logs.on_change(count)));
    auto const last = shop::logs.on_change([&] { listeners.clear(); });  // called first: the latest comes first
    REQUIRE(shop::logs.set("+reader"));
    CHECK(calls == 0);
    REQUIRE(shop::logs.set(""));
    CHECK(calls == 0);
}

TEST_CASE("exceptions of listeners are dropped") {
    bool after = false;
    auto const second = shop::logs.on_change([&] { after = true; });
    auto const first = shop::logs.on_change([] { throw std::runtime_error("listener"); });
    REQUIRE(shop::logs.set("+reader"));
    CHECK(after);
}

TEST_CASE("listeners may be added and removed while threads change settings") {
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([i] {
            for (int round = 0; round < 200; ++round) {
                if (i % 2 == 0) {
                    auto const listener = shop::logs.on_change([] { (void)now(); });
                    (void)static_cast<bool>(shop::logs.set("+reader"));
                } else {
                    (void)static_cast<bool>(shop::logs.set("reader"));
                }
            }
        });
    for (std::thread& each : threads) each.join();
}
