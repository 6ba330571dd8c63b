// Test program of tests/process/controls: logs from several names, files and threads, for budgets, routes, ranks, patterns and
// source files.
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sluice/sluice.hpp>
#include <string_view>
#include <thread>
#include <vector>

#include "controls.hpp"

namespace net {
SLUICE_MODULE(late, "net.read.late")
}

void log_each(int i) {
    SLUICE_DEBUG(net::read, "read debug {}", i);
    SLUICE_INFO(net::read, "read info {}", i);
    SLUICE_WARNING(net::read, "read warning {}", i);
    SLUICE_INFO(net::write, "write info {}", i);
    SLUICE_ARTIFACT(net::graph, "graph {}\nsecond line", i);
    SLUICE_ARTIFACT(net::graph_code, "graph_code {}", i);
    SLUICE_DEBUG(net::late, "late debug {}", i);
    log_in_other_file(i);
}

int main(int count, char** arguments) {
    std::string_view const what = count > 1 ? arguments[1] : "";
    int const rounds = count > 2 ? std::atoi(arguments[2]) : 1;
    if (what == "set" && !net::logs.set(arguments[3])) return 3;
    if (what == "threads") {
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([rounds] {
                for (int i = 0; i < rounds; ++i) SLUICE_WARNING(net::read, "read warning {}", i);
            });
        for (std::thread& each : threads) each.join();
        return 0;
    }
    if (what == "periods") {
        for (int i = 0; i < rounds; ++i) SLUICE_WARNING(net::read, "first {}", i);
        std::this_thread::sleep_for(std::chrono::milliseconds(1100));
        for (int i = 0; i < rounds; ++i) SLUICE_WARNING(net::read, "second {}", i);
        return 0;
    }
    if (what == "rank") {
        log_each(0);
        net::logs.set_rank(2);
        log_each(1);
        net::logs.set_rank(-1);
        log_each(2);
        return 0;
    }
    if (what == "child") {
        log_each(0);
        if (fork() == 0) {
            log_each(1);
            std::exit(0);
        }
        int status = 0;
        wait(&status);
        log_each(2);
        return 0;
    }
    if (what == "levels") {
        std::printf("%d %d %d\n", static_cast<int>(net::logs.level_of("read")), net::logs.enabled(net::read, sluice::debug),
                    net::logs.enabled(net::graph));
        return 0;
    }
    if (what == "changes") {  // the same settings again keep what is spent; others begin anew
        for (int i = 0; i < 3; ++i) SLUICE_WARNING(net::read, "a {}", i);
        net::logs.set("read#2", sluice::override_environment);
        for (int i = 0; i < 3; ++i) SLUICE_WARNING(net::read, "b {}", i);
        net::logs.set("read#4", sluice::override_environment);
        for (int i = 0; i < 3; ++i) SLUICE_WARNING(net::read, "c {}", i);
        net::logs.set("read", sluice::override_environment);
        for (int i = 0; i < 3; ++i) SLUICE_WARNING(net::read, "d {}", i);
        return 0;
    }
    for (int i = 0; i < rounds; ++i) log_each(i);
}
