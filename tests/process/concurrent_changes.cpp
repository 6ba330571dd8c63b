// Test program of tests/process/concurrent_changes: threads log, trace and read gates while others change the settings
// and add sinks. Also built with ThreadSanitizer.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

// clang-format off
SLUICE_REGISTRY(changes, "CHANGES_LOGS",
    (worker, "Logs")
    (other, "Logs too"),
    (plan, worker, "Something to show"))
// clang-format on

namespace changes {
SLUICE_MODULE(corner, "changes.worker.corner")
}

namespace {

// Does everything concurrently. The records that are checked are critical, so that no settings suppress them.
void everything() {
    constexpr int rounds = 300;
    static constexpr char const* settings[] = {"+worker,plan", "-worker,changes.worker.corner=info", "+w*#2/s,plan>/dev/null",
                                               "concurrent*.cpp=debug", "worker#1,+changes.worker.corner>>/dev/null"};
    std::vector<std::thread> threads;
    for (int t = 0; t < 3; ++t)
        threads.emplace_back([t] {
            for (int i = 0; i < rounds; ++i) {
                sluice::context const where(sluice::trace_id{.frame_id = static_cast<unsigned>(t)});
                SLUICE_DEBUG(changes::worker, "sometimes {}", i);
                SLUICE_CRITICAL(changes::other, "{} {}", t, i);
                SLUICE_CRITICAL(changes::corner, "{} {}\nsecond line", t, i);
                SLUICE_ARTIFACT(changes::plan, "plan {}", i);
                SLUICE_LOG_EVERY_N(changes::worker, sluice::critical, 10, "each tenth {}", i);
                SLUICE_LOG_ONCE(changes::worker, sluice::critical, "once {}", i % 20);
                SLUICE_TRACE(changes::logs, "work",
                             sluice::json_object({{"i", i}, {"name", sluice::intern(changes::logs, "text")}}));
            }
        });
    threads.emplace_back([] {
        for (int i = 0; i < rounds; ++i)
            if (!changes::logs.set(std::string(settings[static_cast<std::size_t>(i) % std::size(settings)]))) std::abort();
    });
    threads.emplace_back([] {
        for (int i = 0; i < rounds; ++i) {
            auto const scope = changes::logs.scoped(i % 2 == 0 ? "+all" : "-all");
            auto const state = changes::logs.state();
            if (i % 16 == 0) changes::logs.restore(state);
        }
    });
    threads.emplace_back([] {
        for (int i = 0; i < rounds; ++i) {
            changes::logs.reload();
            changes::logs.set_rank(i % 3);
        }
    });
    threads.emplace_back([] {
        for (int i = 0; i < rounds; ++i) {
            std::atomic<int> changes{0};
            auto const listener = changes::logs.on_change([&changes] { ++changes; });
            if (changes::logs.level_of(changes::worker) == changes::logs.level_of("none") && i < 0) std::abort();
        }
    });
    threads.emplace_back([] {
        for (int i = 0; i < rounds; ++i) {
            int taken = 0;  // needs no lock: calls are serialised
            auto const sink = changes::logs.add_sink([&taken](sluice::record const& made) {
                taken += made.text.empty() ? 0 : 1;
            });
            std::this_thread::yield();
        }
    });
    for (std::thread& each : threads) each.join();
}

// Checks that a thread that only polls sees each change; otherwise this never ends.
void spin() {
    std::atomic<bool> done{false};
    std::atomic<int> seen{0};
    std::thread watcher([&] {
        for (bool on = false; !done;) {
            if (changes::logs.enabled(changes::other, sluice::debug) == on) continue;
            on = !on;
            ++seen;
        }
    });
    for (int i = 0; i < 100; ++i) {
        if (!changes::logs.set(i % 2 == 0 ? "+other" : "-other")) std::abort();
        while (seen != i + 1) std::this_thread::yield();
    }
    done = true;
    watcher.join();
}

// Logs while the first call reads a long environment variable: no call finds the registry half configured.
void first() {
    std::vector<std::thread> threads;
    for (int t = 0; t < 40; ++t) {
        threads.emplace_back([t] { SLUICE_DEBUG(changes::worker, "{}", t); });
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    for (std::thread& each : threads) each.join();
}

// Returns the size of the address space: the number of resident pages depends on the rest of the system.
long mapped_pages() {
    std::ifstream file("/proc/self/statm");
    long size = 0;
    file >> size;
    return size;
}

// Checks that a burst of changes maps no memory after its first tenth.
void burst(int count) {
    long pages = mapped_pages();
    for (int i = 0; i < count; ++i) {
        if (!changes::logs.set(i % 2 == 0 ? "+worker,plan,other=info" : "-worker")) std::abort();
        if (i == count / 10) pages = mapped_pages();
    }
    pages = mapped_pages() - pages;
    std::printf("%d changes: %ld more pages after the first tenth\n", count, pages);
    if (pages > 0) std::exit(8);
}

}  // namespace

int main(int argc, char** argv) {
    std::string_view const mode = argc > 1 ? argv[1] : "";
    if (mode == "everything") everything();
    if (mode == "spin") spin();
    if (mode == "first") first();
    if (mode == "burst") burst(std::atoi(argv[2]));
}
