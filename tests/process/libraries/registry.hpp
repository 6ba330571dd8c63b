// The registry that a program and two libraries share, and what each of them does when it is told to.
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

// These two are in static storage, which leaves them where they are when nobody ends them.
using scope = sluice::scoped_settings;
alignas(scope) unsigned char room_for_scope[sizeof(scope)];
scope* current_scope = nullptr;

// Settings can't be moved: made in place.
struct scope_maker {
    char const* text;
    operator scope() const { return parts::logs.scoped(text); }
};

int heard = 0;
auto count_changes = [] { ++heard; };
using change_counter = sluice::change_listener<decltype(count_changes)>;
alignas(change_counter) unsigned char room_for_counter[sizeof(change_counter)];
change_counter* counter = nullptr;
struct counter_maker {
    operator change_counter() const { return parts::logs.on_change(count_changes); }
};

/// All that changes or uses what others change and use; whatever a thread does meanwhile is done.
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
    static std::atomic<int> turns = 0;
    if (turns++ % 256 == 255) parts::logs.reload();  // which makes a new file for the trace
    SLUICE_WARNING_ONCE(parts::reader, "{}: work", name);
    SLUICE_TRACE(parts::logs, "work", sluice::intern(parts::logs, name));
}

/// Does what the verb says; the answer goes to stdout.
void obey(char const* name, std::string const& verb, char const* text) {
    if (verb == "set") parts::logs.set(text);
    if (verb == "scope") current_scope = new (room_for_scope) scope(scope_maker{text});
    if (verb == "end") {
        current_scope->~scope();
    }
    if (verb == "rank") parts::logs.set_rank(std::atoi(text));
    if (verb == "reload") parts::logs.reload();
    if (verb == "restore")
        parts::logs.restore(sluice::settings_state{[&] {
            sluice::detail::owned_text copy;
            copy.assign(text);
            return copy;
        }()});
    if (verb == "listen") counter = new (room_for_counter) change_counter(counter_maker{});
    if (verb == "deaf") {
        counter->~change_counter();
    }
    if (verb == "heard") std::printf("%s heard %d\n", name, heard);
    if (verb == "log") {
        SLUICE_WARNING(parts::reader, "{}: reader: {}", name, text);
        SLUICE_INFO(parts::csv, "{}: csv: {}", name, text);
        SLUICE_ARTIFACT(parts::plan_tree, "{}: tree: {}", name, text);
    }
    if (verb == "work") work(name);
    if (verb == "trace") SLUICE_TRACE(parts::logs, "told", text);
    if (verb == "show") {
        auto const level = [](auto gate) {
            auto const shown = sluice::to_text(parts::logs.level_of(gate));
            return std::string(shown.data(), shown.size());
        };
        std::printf("%s %s %s %s %s\n", name, level(parts::reader).c_str(), level(parts::csv).c_str(),
                    level(parts::planner).c_str(), parts::logs.enabled(parts::plan_tree) ? "on" : "off");
    }
}

}  // namespace
