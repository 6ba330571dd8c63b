// Test program of tests/process/process_exit: logs until it exits or is killed, after main returns, and in signal
// handlers.
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>
#include <string_view>
#include <thread>
#include <vector>

// clang-format off
SLUICE_REGISTRY(exits, "EXITS_LOGS",
    (last, "Words of threads"))
// clang-format on

namespace {

constexpr int thread_count = 4;

// The number of calls that returned, by thread, in a file that outlives the program.
std::atomic<long>* returned = nullptr;

void open_counters(char const* path) {
    int const file = open(path, O_RDWR | O_CREAT, 0666);
    std::size_t const size = thread_count * sizeof *returned;
    if (file < 0 || ftruncate(file, static_cast<off_t>(size)) != 0) std::abort();
    returned = static_cast<std::atomic<long>*>(mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
}

void log_for_ever(int thread) {
    for (long i = 0;; ++i) {
        SLUICE_ERROR(exits::last, "{} {}{}", thread, i, i % 10 == 9 ? "\nsecond line" : "");
        if (i % 10 == 0) SLUICE_TRACE(exits::logs, "tenth", sluice::json_object({{"thread", thread}, {"i", i}}));
        returned[thread].fetch_add(1);
    }
}

void end_by(std::string_view how) {
    for (int t = 0; t < thread_count; ++t) std::thread(log_for_ever, t).detach();
    for (int t = 0; t < thread_count; ++t)
        while (returned[t] < 500) std::this_thread::yield();
    if (how == "kill") kill(getpid(), SIGKILL);
    if (how == "abort") std::abort();
    if (how == "_exit") _exit(3);
    if (how == "segmentation_fault") raise(SIGSEGV);
    if (how == "terminate") std::terminate();
}

struct logs_at_destruction {
    char const* where;
    ~logs_at_destruction() { SLUICE_ERROR(exits::last, "{}", where); }
};
thread_local logs_at_destruction const thread_object{"thread_local"};

// Constructed before main, destroyed after the exit handlers.
logs_at_destruction const static_object{"static"};

[[gnu::destructor]] void log_in_destructor_function() { SLUICE_ERROR(exits::last, "destructor function"); }

void exit_among_threads() {
    std::atexit([] { SLUICE_ERROR(exits::last, "atexit"); });
    std::at_quick_exit([] { SLUICE_ERROR(exits::last, "at_quick_exit"); });
    static std::atomic<int> begun{0};
    for (int t = 0; t < thread_count; ++t)
        std::thread([t] {
            [[maybe_unused]] logs_at_destruction const* const own = &thread_object;
            for (int i = 0;; ++i) {
                SLUICE_ERROR(exits::last, "{} {}", t, i);
                if (i == 10) ++begun;
            }
        }).detach();
    std::thread([] {
        [[maybe_unused]] logs_at_destruction const* const own = &thread_object;
        SLUICE_ERROR(exits::last, "thread");
    }).join();
    while (begun != thread_count) std::this_thread::yield();
}

int volatile evaluated = 0;

void disabled_in_handler(int) {
    SLUICE_DEBUG(exits::last, "{}", [] {
        evaluated = 1;
        return 1;
    }());
}
std::atomic<long> handled{0};
void enabled_in_handler(int) {
    long const number = handled.fetch_add(1);
    SLUICE_ERROR(exits::last, "handler {}", number);
    sluice::intern(exits::logs, "handler");  // used if a trace is on
}

void request_signal() {
    itimerval const once{{0, 0}, {0, 50}};
    setitimer(ITIMER_REAL, &once, nullptr);
}

// Sends signals that interrupt log calls in threads. Each signal's handler requests the next signal, so that there is
// time between them on any machine. Returns the number of records that the threads logged.
void (*current_handler)(int);
long log_during_signals(void (*handler)(int)) {
    SLUICE_ERROR(exits::last, "before");  // reads the environment, which a handler must not
    current_handler = handler;
    struct sigaction action{};
    action.sa_handler = [](int number) {
        current_handler(number);
        request_signal();
    };
    action.sa_flags = SA_RESTART;
    sigaction(SIGALRM, &action, nullptr);
    std::atomic<long> logged{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < thread_count; ++t)
        threads.emplace_back([&, t] {
            sluice::context const where("[0/0]");
            for (int i = 0; i < 5000; ++i) {
                SLUICE_ERROR(exits::last, "{} {}", t, i);
                ++logged;
                sluice::intern(exits::logs, std::to_string(i));  // used if a trace is on
            }
        });
    sigset_t alarm{};
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    pthread_sigmask(SIG_BLOCK, &alarm, nullptr);  // not in this thread
    request_signal();
    for (std::thread& each : threads) each.join();
    itimerval const none{};
    setitimer(ITIMER_REAL, &none, nullptr);
    signal(SIGALRM, SIG_IGN);  // drops a pending signal
    SLUICE_ERROR(exits::last, "after");
    return logged;
}

// Returns the stack use of a function in bytes: fills a thread's stack with a pattern and counts what is overwritten.
long stack_use(void* (*run)(void*)) {
    alignas(4096) static char stack[256 << 10];
    for (char& each : stack) each = '\x5a';
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstack(&attributes, stack, sizeof stack);
    pthread_t thread{};
    if (pthread_create(&thread, &attributes, run, nullptr) != 0) std::abort();
    pthread_join(thread, nullptr);
    std::size_t untouched = 0;
    while (stack[untouched] == '\x5a') ++untouched;
    return static_cast<long>(sizeof stack - untouched);
}

void* log_once(void*) {
    SLUICE_ERROR(exits::last, "on a small stack: {} {} {:.3f}", "text", 1, 2.5);
    return nullptr;
}

// Writes the same text with the formatting library alone.
void* format_once(void*) {
    static char text[256];
    char* const end = sluice::detail::format_library::format_to(static_cast<char*>(text), "on a small stack: {} {} {:.3f}\n",
                                                                "text", 1, 2.5);
    (void)!write(STDERR_FILENO, text, static_cast<std::size_t>(end - text));
    return nullptr;
}

// Logs in a signal handler on an alternate stack of 8 KiB with a guard page.
void last_words() {
    std::size_t const size = 8 << 10, guard = 64 << 10;
    void* const room = mmap(nullptr, guard + size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED || mprotect(room, guard, PROT_NONE) != 0) std::abort();
    stack_t stack{};
    stack.ss_sp = static_cast<char*>(room) + guard;
    stack.ss_size = size;
    sigaltstack(&stack, nullptr);
    struct sigaction action{};
    action.sa_handler = [](int) {
        SLUICE_CRITICAL(exits::last, "last words: {} {} {:.3f}", "text", 1, 2.5);
        _exit(9);
    };
    action.sa_flags = SA_ONSTACK;
    sigaction(SIGSEGV, &action, nullptr);
    raise(SIGSEGV);
}

}  // namespace

int main(int argc, char** argv) {
    std::string_view const mode = argc > 1 ? argv[1] : "";
    if (mode == "end") {
        open_counters(argv[3]);
        end_by(argv[2]);
    }
    if (mode == "exit") exit_among_threads();
    if (mode == "quick_exit") {
        exit_among_threads();
        std::quick_exit(7);
    }
    if (mode == "disabled_in_handler") {
        log_during_signals(disabled_in_handler);
        if (evaluated != 0) return 8;
    }
    if (mode == "enabled_in_handler") {
        long const logged = log_during_signals(enabled_in_handler);
        std::printf("%ld\n", logged + handled);
    }
    if (mode == "stack") {
        long const first = stack_use(log_once);  // includes reading the environment
        long const nothing = stack_use([](void*) -> void* { return nullptr; });
        std::printf("%ld %ld %ld\n", first - nothing, stack_use(log_once) - nothing, stack_use(format_once) - nothing);
    }
    if (mode == "last_words") {
        SLUICE_ERROR(exits::last, "before");
        last_words();
    }
    return 7;
}
