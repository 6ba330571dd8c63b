// A program for tests/process/cases: logs on every way there is, before main, in it and after it.
#include "probe.hpp"

#include <cstdio>
#include <string_view>
#include <thread>
#include <vector>

namespace {

// Before main, from an initialiser that the compiler would evaluate by itself if it could.
int const before_main = [] {
    SLUICE_WARNING(probe::early, "before main");
    return 1;
}();

struct after_main {
    ~after_main() { SLUICE_WARNING(probe::early, "after main"); }
} const last_words;

void every_level() {
    SLUICE_DEBUG(probe::reader, "debug");
    SLUICE_INFO(probe::reader, "info");
    SLUICE_WARNING(probe::reader, "warning");
    SLUICE_ERROR(probe::reader, "error");
    SLUICE_CRITICAL(probe::reader, "critical");
    SLUICE_LOG(probe::planner, sluice::info, "planner");
    SLUICE_DEBUG(probe::csv, "module");
    SLUICE_ARTIFACT(probe::plan_tree, "plan\n  node");
    SLUICE_ARTIFACT(probe::row_dump, "row");
    SLUICE_ARTIFACT(probe::summary, "summary");
    from_another_file();
}

void many_threads() {
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([t] {
            for (int i = 0; i < 1000; ++i) SLUICE_ERROR(probe::reader, "thread {} line {}\nsecond line", t, i);
        });
    for (std::thread& each : threads) each.join();
}

}  // namespace

int main(int argc, char** argv) {
    std::string_view const mode = argc > 1 ? argv[1] : "levels";
    if (mode == "levels") every_level();
    if (mode == "threads") many_threads();
    if (mode == "set") {
        probe::logs.set(argv[2]);
        every_level();
    }
    if (mode == "long") SLUICE_ERROR(probe::reader, "{:*>100000}", "");
    std::puts("done");
    return before_main - 1;
}
