// Test program of tests/process/held_back: logs with limits, and ends.
#include "held_back.hpp"

#include <dlfcn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

namespace {

void log_often(int count) {
    for (int i = 0; i < count; ++i) {
        SLUICE_LOG_FIRST_N(held::body, sluice::warning, 2, "first {}", i);
        SLUICE_LOG_EVERY_N(held::body, sluice::warning, 4, "every {}", i);
        SLUICE_LOG_EVERY_SECONDS(held::body, sluice::warning, 1000, "seconds {}", i);
        SLUICE_WARNING_ONCE(held::body, "once");
        SLUICE_LOG_FIRST_N(held::rows, sluice::on, 1, "row {}", i);
    }
}

struct logs_at_destruction {
    ~logs_at_destruction() {
        for (int i = 0; i < 3; ++i) SLUICE_LOG_FIRST_N(held::body, sluice::warning, 1, "destructor {}", i);
    }
};

// Holds back a record, and exits while another thread is blocked in a write to stderr, which nobody reads.
void exit_behind_a_stuck_thread() {
    for (int i = 0; i < 2; ++i) SLUICE_LOG_FIRST_N(held::body, sluice::warning, 1, "first {}", i);
    static std::atomic<unsigned long> logged{0};
    std::thread([] {
        for (;; ++logged) SLUICE_WARNING(held::other, "{:x>1000}", "");
    }).detach();
    for (unsigned long before = 1; before != logged;) {
        before = logged;
        usleep(200000);
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::string_view const mode = argc > 1 ? argv[1] : "";
    if (mode == "often") log_often(10);
    if (mode == "below") log_often(1);
    if (mode == "off") {
        log_often(10);
        held::logs.set("all=off", sluice::override_environment);
    }
    if (mode == "destructor") static logs_at_destruction const object;
    if (mode == "sink") {
        auto const sink = held::logs.add_sink([](sluice::record const&) {}, sluice::replace_stderr);
        log_often(10);
    }
    if (mode == "child") {
        log_often(10);
        if (fork() == 0) {
            SLUICE_WARNING(held::other, "child");
            for (int i = 0; i < 4; ++i) SLUICE_LOG_FIRST_N(held::body, sluice::warning, 3, "child {}", i);
            std::exit(0);
        }
        int status = 0;
        if (wait(&status) < 0 || status != 0) return 8;
        SLUICE_WARNING(held::other, "parent");
    }
    if (mode == "library") {
        void* const library = dlopen(argv[2], RTLD_NOW | RTLD_LOCAL);
        if (library == nullptr) return 8;
        reinterpret_cast<void (*)()>(dlsym(library, "log_in_library"))();
        dlclose(library);
        SLUICE_WARNING(held::other, "closed");
    }
    if (mode == "stuck") exit_behind_a_stuck_thread();
    return 7;
}
