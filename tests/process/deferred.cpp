// Test program of tests/process/deferred: logs in the deferred mode.
//
//     CASE [ARGUMENT...]    see the functions at the end
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sluice/deferred.hpp>
#include <sluice/sluice.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "deferred.hpp"

// clang-format off
SLUICE_REGISTRY(late, "LATE_LOGS",
    (record, "Records")
    (other,  "Other records"),
    (dump, other, "An artifact with its own format", format("%(levelname)s dump %(message)s")))
// clang-format on

namespace {

using std::chrono::milliseconds;

std::string const text_of_ten = "0123456789";

sluice::deferred_options options_of(int argc, char** argv) {
    sluice::deferred_options made;
    if (char const* const folder = std::getenv("LATE_RINGS")) made.folder = folder;
    for (int i = 2; i < argc; ++i) {
        std::string_view const argument = argv[i];
        if (argument == "drop") made.full = sluice::when_full::drop;
        if (argument == "grow") made.full = sluice::when_full::grow;
        if (argument == "small") made.buffer_size = 4096;
        if (argument == "slow") made.period = 200'000;
        if (argument == "spin") made.idle = sluice::idle_strategy::spin;
        if (argument == "yield") made.idle = sluice::idle_strategy::yield;
        if (argument == "errors") made.drain_at = sluice::error;
        if (argument == "sync") made.sync = sluice::sync_policy::each_write;
        if (argument == "cpu") made.cpu = 0;
    }
    return made;
}

// Counts the calls that have returned, in a file that outlives the process.
struct shared_counts {
    std::atomic<std::uint64_t> of[16];
};
shared_counts& map_counts(char const* path) {
    int const file = open(path, O_RDWR | O_CREAT, 0644);
    if (file < 0 || ftruncate(file, sizeof(shared_counts)) != 0) std::abort();
    return *static_cast<shared_counts*>(mmap(nullptr, sizeof(shared_counts), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
}

// A record of each kind, with its thread and number.
void log_number(int thread, std::uint64_t number) {
    switch (number % 8) {
    case 0: SLUICE_INFO(late::record, "{} {} {}", thread, number, measured{1.5}); break;
    case 1: SLUICE_INFO(late::record, "{} {} a text that is longer than the short ones: {}", thread, number, std::string(40, 'x')); break;
    case 2: SLUICE_LOG(sluice::channel(late::other), sluice::warning, "{} {} {}", thread, number, text_of_ten); break;
    case 3: SLUICE_ERROR(late::record, "{} {}\ntwo {:>{}}", thread, number, "lines", 8); break;
    case 4: {
        sluice::context const inside{"request"};
        SLUICE_INFO(late::other, "{} {} {}", thread, number, 'c');
        break;
    }
    default: SLUICE_INFO(late::record, "{} {} {:.2f} {}", thread, number, 2.5 * static_cast<double>(number), text_of_ten);
    }
}

// COUNTS THREADS OPTION...: logs until it is killed.
int endless(int argc, char** argv) {
    shared_counts& counts = map_counts(argv[2]);
    auto const writer = late::logs.defer(options_of(argc, argv));
    std::vector<std::thread> threads;
    for (int thread = 0; thread < std::atoi(argv[3]); ++thread)
        threads.emplace_back([&, thread] {
            for (std::uint64_t number = 0;; ++number) {
                log_number(thread, number);
                counts.of[thread].store(number + 1, std::memory_order_relaxed);
            }
        });
    for (std::thread& each : threads) each.join();
    return 0;
}

int nothing(int argc, char** argv) {
    auto const writer = late::logs.defer(options_of(argc, argv));
    return writer ? 0 : 3;
}

// THREADS RECORDS OPTION...
int numbers(int argc, char** argv) {
    auto const writer = late::logs.defer(options_of(argc, argv));
    std::vector<std::thread> threads;
    for (int thread = 0; thread < std::atoi(argv[2]); ++thread)
        threads.emplace_back([&, thread] {
            for (std::uint64_t number = 0; number < std::strtoull(argv[3], nullptr, 10); ++number) log_number(thread, number);
        });
    for (std::thread& each : threads) each.join();
    return 0;
}

// Every type of argument, with and without the mode: the output is the same.
int types(int argc, char** argv) {
    {
        auto const writer = late::logs.defer(options_of(argc, argv));
        log_types(late::record);
        SLUICE_ARTIFACT(late::dump, "{} lines\nof a dump", 2);
        for (int i = 0; i < 5; ++i) SLUICE_LOG_EVERY_N(late::record, sluice::error, 2, "every second: {}", i);
        for (int i = 0; i < 4; ++i) SLUICE_LOG_ONCE(sluice::channel(late::other), sluice::error, "once: {}", i % 2);
        for (int i = 0; i < 3; ++i)
            SLUICE_LOG(sluice::channel(late::record), i == 1 ? sluice::error : sluice::warning, "level {}", i);
        sluice::record made;
        made.at = sluice::error;
        made.file = "elsewhere.cpp";
        made.line = 7;
        made.text = "submitted";
        sluice::submit(late::record, made);
        SLUICE_ERROR(late::record, "after it");
    }
    SLUICE_ERROR(late::record, "after the mode");
    return 0;
}

// Sessions one after the other, with threads that stay, and one that ends late.
int sessions(int argc, char** argv) {
    std::atomic<int> turn{0};
    std::thread other([&] {
        for (int i = 0; i < 50; ++i) {
            while (turn.load() != 2 * i + 1) sched_yield();
            SLUICE_INFO(late::record, "1 {}", i);
            turn = 2 * i + 2;
        }
    });
    for (int i = 0; i < 50; ++i) {
        auto options = options_of(argc, argv);
        if (i % 10 == 9) options.buffer_size *= 2;
        auto writer = late::logs.defer(options);
        auto const second = late::logs.defer();
        SLUICE_INFO(late::record, "0 {}", i);
        turn = 2 * i + 1;
        while (turn.load() != 2 * i + 2) sched_yield();
        auto const moved = std::move(writer);
    }
    other.join();
    return 0;
}

// Threads that log all the time, across the ends of sessions.
int restless(int argc, char** argv) {
    std::atomic<bool> ends{false};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 3; ++thread)
        threads.emplace_back([&, thread] {
            for (std::uint64_t number = 0; !ends.load(); ++number) {
                log_number(thread, number);
                if (number % 64 == 0) std::this_thread::yield();
            }
        });
    for (int i = 0; i < 20; ++i) {
        auto const writer = late::logs.defer(options_of(argc, argv));
        std::this_thread::sleep_for(milliseconds{5});
        writer.flush();
    }
    ends = true;
    for (std::thread& each : threads) each.join();
    return 0;
}

// Many threads that come and go use few rings.
int threads_end(int argc, char** argv) {
    auto const writer = late::logs.defer(options_of(argc, argv));
    for (int i = 0; i < 500; ++i) {
        std::thread([i] { SLUICE_INFO(late::record, "{}", i); }).join();
        if (i % 50 == 49) std::this_thread::sleep_for(milliseconds{120});
    }
    writer.flush();
    return 0;
}

std::atomic<int> handled{0};
void handler(int) {
    int const number = handled.fetch_add(1);
    SLUICE_INFO(late::other, "1 {} {}", number, text_of_ten);
}

// Signals interrupt calls; the handler logs too.
int signals(int argc, char** argv) {
    auto const writer = late::logs.defer(options_of(argc, argv));
    SLUICE_INFO(late::other, "1 {} {}", handled.fetch_add(1), text_of_ten);
    struct sigaction action {};
    action.sa_handler = handler;
    sigaction(SIGALRM, &action, nullptr);
    itimerval const interval{{0, 100}, {0, 100}};
    setitimer(ITIMER_REAL, &interval, nullptr);
    for (std::uint64_t number = 0; handled.load() < 5000; ++number) SLUICE_INFO(late::record, "0 {} {}", number, text_of_ten);
    itimerval const none{};
    setitimer(ITIMER_REAL, &none, nullptr);
    std::fprintf(stderr, "handled %d\n", handled.load());
    return 0;
}

int forks(int argc, char** argv) {
    auto const writer = late::logs.defer(options_of(argc, argv));
    std::atomic<bool> ends{false};
    std::thread other([&] {
        for (std::uint64_t number = 0; !ends.load(); ++number) SLUICE_INFO(late::record, "1 {}", number);
    });
    for (int i = 0; i < 20; ++i) {
        SLUICE_INFO(late::record, "0 {}", 2 * i);
        pid_t const child = fork();
        if (child == 0) {
            SLUICE_INFO(late::other, "child {} writes", i);
            {
                auto const mine = late::logs.defer(options_of(argc, argv));
                SLUICE_INFO(late::other, "child {} defers {}", i, static_cast<bool>(mine));
            }
            SLUICE_INFO(late::other, "child {} ends", i);
            if (i % 2 == 0) std::exit(0);  // its exit handlers, and its copy of `writer`, touch nothing of the parent's
            _exit(0);
        }
        SLUICE_INFO(late::record, "0 {}", 2 * i + 1);
        int status = 0;
        if (waitpid(child, &status, 0) != child || status != 0) return 3;
    }
    ends = true;
    other.join();
    return 0;
}

struct logs_at_the_end {
    ~logs_at_the_end() { SLUICE_ERROR(late::record, "a static destructor"); }
} const last;

// The writer is never ended; the exit is.
int exits(int argc, char** argv) {
    static auto* const writer = new auto(late::logs.defer(options_of(argc, argv)));
    std::atexit([] { SLUICE_ERROR(late::record, "an exit handler"); });
    std::thread([] {
        for (std::uint64_t number = 0;; ++number) {
            SLUICE_INFO(late::other, "1 {}", number);
            if (number % 100 == 0) std::this_thread::sleep_for(milliseconds{1});
        }
    }).detach();
    for (int i = 0; i < 1000; ++i) SLUICE_INFO(late::record, "0 {}", i);
    std::string_view const how = argv[2];
    if (how == "_exit") _exit(0);
    if (how == "abort") std::abort();
    if (how == "segv") raise(SIGSEGV);
    if (how == "quick_exit") std::quick_exit(0);
    return writer == nullptr;
}

// A full buffer while the writer waits for a pipe: fills it, then says so.
int full(int argc, char** argv) {
    auto const writer = late::logs.defer(options_of(argc, argv));
    for (int i = 0; i < 3000; ++i) SLUICE_INFO(late::record, "0 {} {}", i, text_of_ten);
    return 0;
}

int large(int argc, char** argv) {
    auto const writer = late::logs.defer(options_of(argc, argv));
    int number = 0;
    for (std::size_t size : {10ul, 1000ul, 30'000ul, 200'000ul, 300'000ul, 2'000'000ul, 5ul})
        for (int i = 0; i < 3; ++i) SLUICE_INFO(late::record, "0 {} {}", number++, std::string(size, 'x'));
    return 0;
}

int drains(int argc, char** argv) {
    auto const writer = late::logs.defer(options_of(argc, argv));
    auto const lines = [&] {
        struct stat about {};
        stat(argv[2], &about);
        return about.st_size;
    };
    SLUICE_INFO(late::record, "not yet");
    bool const waits = lines() == 0;
    SLUICE_ERROR(late::record, "an error");
    bool const drained = lines() > 100;
    auto const before = lines();
    SLUICE_INFO(late::record, "flushed");
    writer.flush();
    return waits && drained && lines() > before ? 0 : 3;
}

int sinks(int argc, char** argv) {
    std::vector<std::string> texts;
    {
        auto const sink = late::logs.add_sink([&](sluice::record const& made) {
            texts.emplace_back(made.text.data(), made.text.size());
            if (texts.size() < 5) SLUICE_INFO(late::other, "from the sink");
        });
        auto const writer = late::logs.defer(options_of(argc, argv));
        for (int i = 0; i < 100; ++i) SLUICE_INFO(late::record, "{}", i);
    }
    return texts.size() == 100 && texts[99] == "99" ? 0 : 3;
}

// A thread that is cancelled while it waits for room.
int cancelled(int argc, char** argv) {
    auto const writer = late::logs.defer(options_of(argc, argv));
    for (int i = 0; i < 50; ++i) {
        pthread_t thread{};
        pthread_create(&thread, nullptr, [](void*) -> void* {
            for (int number = 0;; ++number) {
                SLUICE_INFO(late::record, "{} {}", number, text_of_ten);
                pthread_testcancel();
            }
        }, nullptr);
        std::this_thread::sleep_for(milliseconds{1});
        pthread_cancel(thread);
        pthread_join(thread, nullptr);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    struct {
        char const* name;
        int (*run)(int, char**);
    } const all[] = {{"endless", endless},   {"nothing", nothing},         {"numbers", numbers}, {"types", types},
                     {"sessions", sessions}, {"restless", restless},       {"signals", signals}, {"threads_end", threads_end},
                     {"forks", forks},       {"exits", exits},             {"full", full},       {"large", large},
                     {"drains", drains},     {"sinks", sinks},             {"cancelled", cancelled}};
    for (auto const& each : all)
        if (argc > 1 && std::strcmp(argv[1], each.name) == 0) return each.run(argc, argv);
    return 2;
}
