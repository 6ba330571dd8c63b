// Logs to a registry whose settings have flight recorders; and crashes.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sluice/sluice.hpp>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include <thread>
#include <vector>

// clang-format off
SLUICE_REGISTRY(plane, "PLANE_LOGS",
    (net,  "Network")
    (disk, "Disk"),
    (dump,   net, "Packets")
    (blocks, disk, "Blocks", off_by_default))
SLUICE_REGISTRY(tower, "TOWER_LOGS",
    (radio, "Radio")
    (radar, "Radar"),
    (words, radio, "Words")
    (blips, radar, "Blips"))
// clang-format on

namespace {

bool is(char const* a, char const* b) { return strcmp(a, b) == 0; }

void fly() {
    for (int i = 1; i <= 3; ++i) {
        SLUICE_DEBUG(plane::net, "net {}", i);
        SLUICE_ARTIFACT(plane::dump, "dump {}", i);
        SLUICE_INFO(plane::disk, "disk {}", i);
        SLUICE_ARTIFACT(plane::blocks, "blocks {}", i);
    }
    SLUICE_WARNING(plane::net, "warning");
}

extern "C" void on_crash(int signal) {
    sluice::dump_recorders();
    raise(signal);
}

/// Calls the handler on a stack of 8 KiB, above a page that can't be used.
void handle_crashes() {
    size_t const page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
    size_t size = 8192;
#if defined(_SC_MINSIGSTKSZ)
    size_t const least = static_cast<size_t>(sysconf(_SC_MINSIGSTKSZ));  // the registers, which may be many
    if (least > 3072) size += least - 3072;
#endif
    size = (size + page - 1) / page * page;
    void* const all = mmap(nullptr, page + size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(all, page, PROT_NONE);
    stack_t stack{};
    stack.ss_sp = static_cast<char*>(all) + page;
    stack.ss_size = size;
    if (sigaltstack(&stack, nullptr) != 0) abort();
    struct sigaction crash {};
    crash.sa_handler = on_crash;
    crash.sa_flags = static_cast<int>(SA_RESETHAND | SA_NODEFER | SA_ONSTACK);
    sigaction(SIGSEGV, &crash, nullptr);
}

void crash() {
    int* volatile nowhere = nullptr;
    *static_cast<int volatile*>(nowhere) = 1;
}

size_t allocated() {
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
    struct mallinfo2 const now = mallinfo2();
    return now.uordblks + now.hblkhd;
#else
    return 0;
#endif
}

}  // namespace

int main(int, char** argv) {
    char const* const mode = argv[1];
    if (is(mode, "error")) {
        fly();
        SLUICE_ERROR(plane::disk, "error");
        SLUICE_DEBUG(plane::net, "net 4");
        SLUICE_CRITICAL(plane::net, "critical");
        SLUICE_ERROR(plane::disk, "no more");
    } else if (is(mode, "dump")) {
        fly();
        plane::logs.dump_recorder();
        plane::logs.dump_recorder();
    } else if (is(mode, "nothing")) {
        fly();
    } else if (is(mode, "flood")) {
        SLUICE_ERROR(plane::net, "the cause");
        for (int i = 0; i < 10000; ++i) SLUICE_DEBUG(plane::net, "{}", i);
        SLUICE_ERROR(plane::disk, "error");
    } else if (is(mode, "crash")) {
        handle_crashes();
        fly();
        SLUICE_DEBUG(tower::radio, "another registry's");
        crash();
    } else if (is(mode, "crash_among_threads")) {
        handle_crashes();
        std::vector<std::thread> running;
        int volatile started = 0;
        for (int thread = 0; thread < 3; ++thread)
            running.emplace_back([&started, thread] {
                for (int i = 0;; ++i) {
                    SLUICE_DEBUG(plane::net, "{} {}", thread, i);
                    if (i == 1000) __atomic_fetch_add(&started, 1, __ATOMIC_RELAXED);
                }
            });
        while (__atomic_load_n(&started, __ATOMIC_RELAXED) != 3) {
        }
        crash();
    } else if (is(mode, "threads")) {
        std::vector<std::thread> running;
        for (int thread = 0; thread < 4; ++thread)
            running.emplace_back([thread] {
                for (int i = 0; i < 1000; ++i) {
                    SLUICE_DEBUG(plane::net, "{} {}", thread, i);
                    if (i % 100 == 99) SLUICE_ERROR(plane::disk, "error {} {}", thread, i);
                }
            });
        for (std::thread& each : running) each.join();
        plane::logs.dump_recorder();
    } else if (is(mode, "fork")) {
        SLUICE_DEBUG(plane::net, "parent's");
        if (pid_t const child = fork(); child == 0) {
            SLUICE_DEBUG(plane::net, "child's");
            SLUICE_ERROR(plane::disk, "child's error");
            _exit(0);
        } else {
            waitpid(child, nullptr, 0);
        }
        SLUICE_ERROR(plane::disk, "parent's error");
    } else if (is(mode, "memory")) {
        SLUICE_WARNING(plane::net, "looks up the time zone");
        size_t const before = allocated();
        plane::logs.set("net=off?1000");
        SLUICE_DEBUG(plane::net, "looks it up again");
        size_t const with_recorder = allocated();
        for (int i = 0; i < 20000; ++i) SLUICE_DEBUG(plane::net, "{}", i);
        size_t const flooded = allocated();
        for (int i = 0; i < 100; ++i) {
            plane::logs.set("disk?1000");
            plane::logs.set("net=off?1000");
        }
        plane::logs.set("net");
        printf("%zu %zu %zu\n", with_recorder - before, flooded - with_recorder, allocated() - before);
    } else if (is(mode, "settings")) {
        SLUICE_DEBUG(plane::net, "1");
        plane::logs.set("net?8,disk");
        SLUICE_DEBUG(plane::net, "2");
        plane::logs.set("net?9");
        SLUICE_DEBUG(plane::net, "3");
        {
            auto const scope = plane::logs.scoped("+disk");
            SLUICE_DEBUG(plane::net, "4");
            SLUICE_ERROR(plane::disk, "in a scope without recorders");
        }
        SLUICE_DEBUG(plane::net, "5");
        SLUICE_ERROR(plane::disk, "error");
        printf("%d%d%d\n", plane::logs.enabled(plane::net, sluice::debug),
               plane::logs.enabled(plane::disk, sluice::debug), static_cast<int>(plane::logs.level_of("net")));
    } else if (is(mode, "sink")) {
        auto const sink = plane::logs.add_sink(
            [](sluice::record const& made) { printf("%.*s\n", static_cast<int>(made.text.size()), made.text.data()); });
        SLUICE_DEBUG(plane::net, "kept");
        SLUICE_ERROR(plane::disk, "error");
    }
    return 0;
}
