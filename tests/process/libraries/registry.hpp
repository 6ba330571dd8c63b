// Declares the registry that a program and two libraries share, and the commands that each of them runs.
#pragma once

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>
#include <string>

// clang-format off
SLUICE_REGISTRY(parts, "PARTS_LOGS",
    (reader, "Reads")
    (planner, "Plans"),
    (plan_tree, planner, "A plan"))
// clang-format on

namespace parts {
SLUICE_MODULE(csv, "parts.reader.csv")
}

namespace {

// These two objects are in static storage: they are not destroyed unless a command does it.
using scope = sluice::scoped_settings;
alignas(scope) unsigned char scope_storage[sizeof(scope)];
scope* current_scope = nullptr;

// scoped_settings can't be moved: the conversion constructs it in place.
struct scope_maker {
    char const* text;
    operator scope() const { return parts::logs.scoped(text); }
};

int changes_seen = 0;
auto count_changes = [] { ++changes_seen; };
using change_counter = sluice::change_listener<decltype(count_changes)>;
alignas(change_counter) unsigned char counter_storage[sizeof(change_counter)];
change_counter* counter = nullptr;
struct counter_maker {
    operator change_counter() const { return parts::logs.on_change(count_changes); }
};

/// Changes and uses everything that the parts share, concurrently with other threads.
void work(char const* name) {
    {
        auto const scope = parts::logs.scoped("+reader");
        SLUICE_ERROR(parts::reader, "{}: work", name);
        SLUICE_DEBUG(parts::csv, "{}: work", name);
    }
    parts::logs.set("planner,plan_tree");
    SLUICE_ARTIFACT(parts::plan_tree, "{}: work", name);
    parts::logs.restore(parts::logs.state());
    auto const listener = parts::logs.on_change([] { (void)parts::logs.level_of("all"); });
    parts::logs.set_rank(1);
    {
        auto const sink = parts::logs.add_sink([](sluice::record const& made) { return !made.text.empty(); });
        auto const file = parts::logs.add_sink(sluice::file_sink{"/dev/null"});
        SLUICE_ERROR(parts::reader, "{}: to sinks", name);
    }
    static std::atomic<int> rounds = 0;
    if (rounds++ % 256 == 255) parts::logs.reload();  // creates a new trace file
    SLUICE_WARNING_ONCE(parts::reader, "{}: work", name);
    SLUICE_TRACE(parts::logs, "work", sluice::intern(parts::logs, name));
}

/// Runs a command, and prints its result on stdout.
void run_command(char const* name, std::string const& command, char const* text) {
    if (command == "set") parts::logs.set(text);
    if (command == "scope") current_scope = new (scope_storage) scope(scope_maker{text});
    if (command == "end_scope") {
        current_scope->~scope();
    }
    if (command == "rank") parts::logs.set_rank(std::atoi(text));
    if (command == "reload") parts::logs.reload();
    if (command == "restore")
        parts::logs.restore(sluice::settings_state{[&] {
            sluice::detail::owned_text copy;
            copy.assign(text);
            return copy;
        }()});
    if (command == "listen") counter = new (counter_storage) change_counter(counter_maker{});
    if (command == "unlisten") {
        counter->~change_counter();
    }
    if (command == "changes_seen") std::printf("%s saw %d changes\n", name, changes_seen);
    if (command == "log") {
        SLUICE_WARNING(parts::reader, "{}: reader: {}", name, text);
        SLUICE_INFO(parts::csv, "{}: csv: {}", name, text);
        SLUICE_ARTIFACT(parts::plan_tree, "{}: tree: {}", name, text);
    }
    if (command == "work") work(name);
    if (command == "trace") SLUICE_TRACE(parts::logs, "text", text);
    if (command == "show") {
        auto const level = [](auto gate) {
            auto const shown = sluice::to_text(parts::logs.level_of(gate));
            return std::string(shown.data(), shown.size());
        };
        std::printf("%s %s %s %s %s\n", name, level(parts::reader).c_str(), level(parts::csv).c_str(),
                    level(parts::planner).c_str(), parts::logs.enabled(parts::plan_tree) ? "on" : "off");
    }
}

}  // namespace
