// Test program of tests/process/cases and outputs: logs in every way, before, in and after main.
#include "probe.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <vector>

namespace {

// Logs before main, in an initialiser that can't be evaluated at compile time.
int const before_main = [] {
    SLUICE_WARNING(probe::early, "before main");
    return 1;
}();

struct after_main {
    ~after_main() { SLUICE_WARNING(probe::early, "after main"); }
} const log_after_main;

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
    SLUICE_ARTIFACT(probe::figures, "1\n2");
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

// Texts that are difficult for JSON.
void hostile() {
    SLUICE_WARNING(probe::reader, "quotes {} and {} and {} and \x1b[31m", '"', '\\', '\0');
    SLUICE_WARNING(probe::reader, "lines\nand\r\nmore\xe2\x80\xa8");
    SLUICE_WARNING(probe::reader, "bytes {} and \xc3\xa9", "\xff");
    SLUICE_WARNING(probe::reader, "{}", "");
    SLUICE_WARNING(probe::reader, "{}", "{}");
}

void contexts() {
    SLUICE_ERROR(probe::reader, "no context");
    sluice::context const outer("[0/0]");
    SLUICE_ERROR(probe::reader, "outer\nsecond line");
    {
        sluice::context const inner("[0/1]");
        SLUICE_ERROR(probe::reader, "inner");
        std::thread([] { SLUICE_ERROR(probe::reader, "thread"); }).join();
    }
    probe::logs.set_rank(3);
    SLUICE_ERROR(probe::reader, "rank");
    probe::logs.set_rank(-1);
    SLUICE_ERROR(probe::reader, "no rank");
}

// Changes settings from code, which the environment overrides.
void overridden() {
    std::printf("%d", static_cast<bool>(probe::logs.set("+planner")));
    probe::logs.set("+planner");
    { auto const scope = probe::logs.scoped("+planner"); }
    SLUICE_DEBUG(probe::planner, "overridden");
    {
        auto const scope = probe::logs.scoped("+planner", sluice::override_environment);
        SLUICE_DEBUG(probe::planner, "in scope");
    }
    SLUICE_DEBUG(probe::planner, "after scope");
    std::printf("%d", static_cast<bool>(probe::logs.set("+planner", sluice::override_environment)));
    SLUICE_DEBUG(probe::planner, "overrides");
    std::puts("");
}

void show_debug(char const* when) { SLUICE_DEBUG(probe::planner, "{}", when); }

void reload() {
    show_debug("before");
    setenv("PROBE_LOGS", "+planner,planer", 1);
    setenv("PROBE_LOGS_FORMAT", "short", 1);
    show_debug("not read yet");
    probe::logs.reload();
    show_debug("read");
    unsetenv("PROBE_LOGS");
    unsetenv("PROBE_LOGS_FORMAT");
    probe::logs.reload();
    show_debug("unset");
    probe::logs.set("+planner");
    probe::logs.reload();
    show_debug("settings from code remain");
}

// Renames the file, as a log rotation does.
void rotate(char const* path, char const* moved) {
    SLUICE_ERROR(probe::reader, "first");
    std::rename(path, moved);
    SLUICE_ERROR(probe::reader, "second");
    probe::logs.reload();
    SLUICE_ERROR(probe::reader, "third");
}

void fork_once() {
    SLUICE_ERROR(probe::reader, "parent");
    if (pid_t const child = fork(); child == 0) {
        SLUICE_ERROR(probe::reader, "child");
        _exit(0);
    } else {
        waitpid(child, nullptr, 0);
    }
    SLUICE_ERROR(probe::reader, "parent again");
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
    if (mode == "defaults") {
        probe::logs.defaults(argv[2]);
        every_level();
    }
    if (mode == "start") probe::logs.start();
    if (mode == "contexts") contexts();
    if (mode == "hostile") hostile();
    if (mode == "overridden") overridden();
    if (mode == "reload") reload();
    if (mode == "rotate") rotate(argv[2], argv[3]);
    if (mode == "fork") fork_once();
    if (mode == "rank") {
        SLUICE_ERROR(probe::reader, "no rank");
        probe::logs.set_rank(7);
        SLUICE_ERROR(probe::reader, "rank");
    }
    if (mode == "long") SLUICE_ERROR(probe::reader, "{:*>100000}", "");
    std::puts("done");
    return before_main - 1;
}
