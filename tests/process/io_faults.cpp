// Test program of tests/process/io_faults: logs while system calls fail or the program interferes. Log calls must
// preserve errno. Exits with status 7, or with 8 after printing the broken rule.
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <new>
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "../unit/library.hpp"

// clang-format off
SLUICE_REGISTRY(faults, "FAULTS_LOGS",
    (body, "Records with a number"))
SLUICE_REGISTRY(bystander, "BYSTANDER_LOGS",
    (part, "A registry that logs nothing at first"))
// clang-format on

namespace {

int next_number = 0;

[[noreturn]] void fail(char const* rule) {
    std::printf("broken: %s\n", rule);
    std::fflush(stdout);
    _exit(8);
}

void check(bool holds, char const* rule) {
    if (!holds) fail(rule);
}

void log(int count) {
    for (int i = 0; i < count; ++i) {
        errno = 1234;
        SLUICE_ERROR(faults::body, "record {} {:x>80}", next_number++, "");
        check(errno == 1234, "errno");
    }
}

// Waits until a file that failed is tried again.
void wait_for_retry() { usleep(1100000); }
// Waits until the next record checks which file stderr's descriptor refers to.
void wait_for_recheck() { usleep(1100000); }

void set_limit(int which, rlim_t to) {
    rlimit now{};
    getrlimit(which, &now);
    now.rlim_cur = to < now.rlim_max ? to : now.rlim_max;
    check(setrlimit(which, &now) == 0, "setrlimit");
}

// Opens a file after stderr was closed: it gets the descriptor of stderr.
int open_in_place_of_stderr(char const* path, int flags) {
    int const file = open(path, O_WRONLY | O_CREAT | flags, 0666);
    check(file == STDERR_FILENO, "the file doesn't have the descriptor of stderr");
    check(write(file, "data", 4) == 4, "data");
    return file;
}

void closed_at_start(char const* path) {
    log(1);
    open_in_place_of_stderr(path, 0);
    log(2);
}

void private_at_start(char const* path) {
    open_in_place_of_stderr(path, O_CLOEXEC);
    log(2);
}

void closed_later(char const* path) {
    log(1);
    int const kept = dup(STDERR_FILENO);
    close(STDERR_FILENO);
    log(1);
    int const file = open_in_place_of_stderr(path, 0);
    log(2);
    close(file);
    dup2(kept, STDERR_FILENO);
    faults::logs.reload();
    log(1);
}

// Closes all descriptors, as daemons do when they start, and opens the program's file in place of sluice's.
int close_all_and_open(char const* path) {
    for (int i = STDERR_FILENO + 1; i < 100; ++i) close(i);
    int const file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0666);
    for (int i = 1; i <= 5; ++i) check(dup(file) == file + i, "dup");  // replaces each descriptor of sluice
    check(write(file, "data", 4) == 4, "data");
    return file;
}
void check_own_file(int file) {
    struct stat about{}, other{};
    check(fstat(file, &about) == 0 && about.st_size == 4, "the program's file has changed");
    for (int i = 1; i <= 5; ++i)
        check(fstat(file + i, &other) == 0 && other.st_ino == about.st_ino, "another descriptor of the program");
}

void descriptors_closed(char const* path, char const* sink_path) {
    int file = -1;
    {
        auto const sink = faults::logs.add_sink(sluice::file_sink{sink_path, "%(message)s"});
        log(1);
        SLUICE_TRACE(faults::logs, "first", sluice::json_object({{"a", 1}}));
        file = close_all_and_open(path);
        log(1);
        SLUICE_TRACE(faults::logs, "second", sluice::json_object({{"a", 1}}));
        check_own_file(file);
        file = close_all_and_open(path);
        faults::logs.reload();
        log(1);
        check_own_file(file);
        file = close_all_and_open(path);
    }
    check_own_file(file);
}

void daemon(char const* path) {
    log(1);
    pid_t const child = fork();
    if (child == 0) {
        int const file = close_all_and_open(path);
        log(1);
        check_own_file(file);
        _exit(7);
    }
    int status = 0;
    check(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 7, "the child");
    log(1);
}

void private_socket() {
    log(1);
    int const kept = dup(STDERR_FILENO);
    close(STDERR_FILENO);
    int ends[2];
    check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0 && ends[0] == STDERR_FILENO, "socketpair");
    wait_for_recheck();
    log(1);
    char text[100];
    check(recv(ends[1], text, sizeof text, MSG_DONTWAIT) < 0, "a record was written to the program's socket");
    dup2(kept, STDERR_FILENO);
    faults::logs.reload();
    log(1);
}

// Cancels threads that log. pthread_testcancel() is their only cancellation point.
void cancelled() {
    for (int i = 0; i < 50; ++i) {
        pthread_t thread{};
        pthread_create(&thread, nullptr, [](void*) -> void* {
            for (;;) {
                log(1);
                faults::logs.set_rank(-1);
                pthread_testcancel();
            }
        }, nullptr);
        usleep(1000);
        check(pthread_cancel(thread) == 0, "pthread_cancel");
        void* result = nullptr;
        check(pthread_join(thread, &result) == 0 && result == PTHREAD_CANCELED, "the thread isn't cancelled");
    }
    log(1);
}

/// Runs a function in a child process, with a time limit.
template <class Function>
void in_child(Function function) {
    pid_t const child = fork();
    if (child == 0) {
        alarm(30);
        function();
        _exit(7);
    }
    int status = 0;
    check(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 7, "the child");
}

// Forks while a thread is blocked in a write to a full pipe.
void fork_behind_a_stuck_thread() {
    log(1);
    std::thread([] { log(100000); }).detach();
    usleep(300000);
    in_child([] { faults::logs.set("+body"); });
    std::puts("forked");
    std::fflush(stdout);
    _exit(7);
}

// Logs in a thread until it is blocked in a write to a full pipe.
std::atomic<unsigned long> logged{0};
void block_a_thread() {
    std::thread([] {
        for (;; ++logged) SLUICE_ERROR(faults::body, "{:x>1000}", "");
    }).detach();
    for (unsigned long before = 1; before != logged;) {
        before = logged;
        usleep(200000);
    }
}

/// Runs a function that must not wait for an output that is stuck.
template <class Function>
void at_once(char const* what, Function function) {
    static char const* running;
    running = what;
    signal(SIGALRM, [](int) { fail(running); });
    alarm(20);
    function();
    alarm(0);
}

// Changes settings while a thread is blocked in a write to stderr, and sends the log to a file in its place.
void change_behind_a_stuck_thread(char const* path) {
    log(1);
    block_a_thread();
    at_once("set", [] { check(bool(faults::logs.set("+body")), "set"); });
    at_once("set with a mistake", [] { check(!faults::logs.set("+bdy").message().empty(), "the message"); });
    at_once("a mistake that is not read", [] { faults::logs.set("+bdy"); });
    at_once("scoped", [] { auto const scope = faults::logs.scoped("-body"); });
    at_once("defaults", [] { faults::logs.defaults("body"); });
    at_once("restore", [] { faults::logs.restore(faults::logs.state()); });
    at_once("set_rank", [] {
        faults::logs.set_rank(1);
        faults::logs.set_rank(-1);
    });
    at_once("add_sink", [] { auto const sink = faults::logs.add_sink([](sluice::record const&) {}); });
    at_once("on_change", [] { auto const listener = faults::logs.on_change([] {}); });
    at_once("reload", [] { faults::logs.reload(); });
    at_once("the first set of another registry", [] { check(bool(bystander::logs.set("+part")), "set"); });
    at_once("reload of another registry", [] { bystander::logs.reload(); });
    setenv("FAULTS_LOGS", "+bdy", 1);
    setenv("FAULTS_LOGS_OUT", (std::string(path) + ",only").c_str(), 1);
    setenv("BYSTANDER_LOGS_OUT", path, 1);
    at_once("reload with a mistake", [] { faults::logs.reload(); });
    at_once("reload to a file", [] {
        faults::logs.reload();
        log(2);
    });
    std::puts("changed");
    std::fflush(stdout);
}

// Logs to stderr, a file, a sink and a trace before and after the time zone changes: the variable, or, if a zone file
// is given, the system's.
void change_time_zone(char const* zone) {
    std::string lines;
    auto const sink = faults::logs.add_sink([&](sluice::record const& made) { sluice::append_lines(lines, made); });
    for (int i = 0; i < 2; ++i) {
        log(1);
        SLUICE_TRACE(faults::logs, "zone", i);
        if (i == 1) break;
        if (zone != nullptr)
            check(std::system((std::string("mount --bind '") + zone + "' /etc/localtime").c_str()) == 0, "mount");
        else
            setenv("TZ", "XYZ-5", 1);
        faults::logs.reload();
    }
    std::fputs(lines.c_str(), stdout);
    std::fflush(stdout);
}

// Reloads with a mistake while stderr is full, and nobody waits for it.
void reload_with_a_full_stderr() {
    log(1);
    int const flags = fcntl(STDERR_FILENO, F_GETFL);
    fcntl(STDERR_FILENO, F_SETFL, flags | O_NONBLOCK);
    for (char const text[100] = {}; write(STDERR_FILENO, text, sizeof text) > 0;) {
    }
    fcntl(STDERR_FILENO, F_SETFL, flags);
    setenv("FAULTS_LOGS", "+bdy", 1);
    at_once("reload with a mistake", [] { faults::logs.reload(); });
    at_once("a mistake that is not read", [] { faults::logs.set("+bdy", sluice::override_environment); });
    std::puts("reloaded");
    std::fflush(stdout);
}

// Forks while a thread is blocked in a sink that waits for a mutex held by the forking thread.
void fork_with_a_lock() {
    std::mutex mutex;
    std::atomic<bool> entered{false};
    auto const sink = faults::logs.add_sink([&](sluice::record const&) {
        entered = true;
        std::lock_guard const held(mutex);
    });
    std::thread thread;
    {
        std::unique_lock held(mutex);
        thread = std::thread([] { log(1); });
        while (!entered) usleep(1000);
        in_child([&] {
            held.unlock();
            log(1);
        });
    }
    thread.join();
    log(1);
}

[[gnu::noinline]] pid_t start_by_vfork() {
    pid_t const child = vfork();
    if (child != 0) return child;
    execl("/bin/sh", "sh", "-c", "exit 7", static_cast<char*>(nullptr));
    _exit(1);
}

// Starts programs while threads log.
void start_programs() {
    std::vector<std::thread> threads;
    bool volatile stop = false;
    for (int t = 0; t < 3; ++t)
        threads.emplace_back([&stop] {
            while (!stop) SLUICE_ERROR(faults::body, "record");
        });
    for (int i = 0; i < 50; ++i) {
        pid_t child = start_by_vfork();
        int status = 0;
        check(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 7, "vfork");
        char const* arguments[] = {"sh", "-c", "exit 7", nullptr};
        check(posix_spawn(&child, "/bin/sh", nullptr, nullptr, const_cast<char**>(arguments), environ) == 0, "spawn");
        check(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 7, "posix_spawn");
    }
    stop = true;
    for (std::thread& each : threads) each.join();
}

void file_too_large() {
    set_limit(RLIMIT_FSIZE, 10000);
    log(150);
    set_limit(RLIMIT_FSIZE, RLIM_INFINITY);
    wait_for_retry();
    log(5);
}

void disk_full(char const* filler) {
    int const file = open(filler, O_WRONLY | O_CREAT, 0666);
    check(posix_fallocate(file, 0, 40000) == 0, "filler");
    log(1000);
    close(file);
    unlink(filler);
    wait_for_retry();
    log(5);
}

void no_descriptors() {
    int const lowest = dup(0);
    close(lowest);
    set_limit(RLIMIT_NOFILE, static_cast<rlim_t>(lowest));
    log(3);
    set_limit(RLIMIT_NOFILE, 100);
    wait_for_retry();
    log(2);
}

void folder_comes_later(char const* folder) {
    log(2);
    check(mkdir(folder, 0777) == 0, "mkdir");
    wait_for_retry();
    log(2);
}

void deleted(char const* path) {
    log(1);
    unlink(path);
    faults::logs.reload();
    log(1);
}

sig_atomic_t volatile hung_up = 0;

void hang_up(char const* path, char const* moved, bool request) {
    if (request)
        signal(SIGHUP, [](int) { faults::logs.request_reload(); });
    else
        signal(SIGHUP, [](int) { hung_up = 1; });
    for (int i = 0; i < 4; ++i) {
        if (hung_up != 0) {
            hung_up = 0;
            faults::logs.reload();
        }
        log(1);
        if (i != 1) continue;
        std::rename(path, moved);
        raise(SIGHUP);
    }
}

void wait_for_reader(char const* state) {
    std::puts(state);
    std::fflush(stdout);
    char answer = 0;
    check(read(STDIN_FILENO, &answer, 1) == 1, "no answer");
}

void stuck_reader() {
    log(3000);
    wait_for_reader("stuck");
    log(3);
}

void no_reader() {
    log(3);
    sigset_t pipe{}, pending{};
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigprocmask(SIG_BLOCK, &pipe, nullptr);
    log(3);
    sigpending(&pending);
    check(sigismember(&pending, SIGPIPE) == 0, "a SIGPIPE of sluice is pending");
    raise(SIGPIPE);
    log(3);
    sigpending(&pending);
    check(sigismember(&pending, SIGPIPE) == 1, "a pending signal of the program was lost");
    signal(SIGPIPE, SIG_IGN);
    sigprocmask(SIG_UNBLOCK, &pipe, nullptr);
}

// Generates its text while it is formatted, so that only sluice needs memory for it.
struct characters {
    std::size_t count;
};

#ifdef __cpp_exceptions
bool new_fails = false;
struct needs_memory {};
struct throws {};
#endif

struct logs_itself {
    int depth;
};
struct plain_formatter {
    constexpr auto parse(auto& context) { return context.begin(); }
};

}  // namespace

template <>
struct library::formatter<characters> : plain_formatter {
    auto format(characters const& from, auto& context) const {
        auto out = context.out();
        for (std::size_t i = 0; i < from.count; ++i) *out++ = 'x';
        return out;
    }
};

template <>
struct library::formatter<logs_itself> : plain_formatter {
    auto format(logs_itself const& from, auto& context) const {
        if (from.depth > 0) SLUICE_ERROR(faults::body, "depth {} {}", from.depth, logs_itself{from.depth - 1});
        return library::format_to(context.out(), "<{}>", from.depth);
    }
};

#ifdef __cpp_exceptions
template <>
struct library::formatter<needs_memory> : plain_formatter {
    auto format(needs_memory, auto& context) const {
        return library::format_to(context.out(), "{}", std::string(1000, 'x'));
    }
};
template <>
struct library::formatter<throws> : plain_formatter {
    auto format(throws, auto& context) const {
        library::format_to(context.out(), "half of it ");
        if (next_number >= 0) throw 1;
        return context.out();
    }
};

void* operator new(std::size_t size) {
    void* const made = new_fails ? nullptr : std::malloc(size);
    if (made == nullptr) throw std::bad_alloc();
    return made;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif

namespace {

void no_memory() {
    log(1);
    set_limit(RLIMIT_AS, 100 << 20);
    SLUICE_ERROR(faults::body, "{}", characters{200 << 20});
    SLUICE_ERROR(faults::body, "{}\nsecond", characters{40 << 20});  // enough memory for the text, not for the lines
    log(1);
}

void formatters() {
    SLUICE_ERROR(faults::body, "outside {}", logs_itself{3});
#ifdef __cpp_exceptions
    new_fails = true;
    SLUICE_ERROR(faults::body, "{} after", needs_memory{});
    new_fails = false;
    SLUICE_ERROR(faults::body, "{} after", throws{});
    // The expected text.
    SLUICE_ERROR(faults::body, "{}[sluice: formatting failed{}]", before_throw("half of it "), "");
#endif
    log(1);
}

}  // namespace

int main(int argc, char** argv) {
    std::string_view const mode = argc > 1 ? argv[1] : "";
    if (mode == "records") log(10);
    if (mode == "closed_at_start") closed_at_start(argv[2]);
    if (mode == "private_at_start") private_at_start(argv[2]);
    if (mode == "closed_later") closed_later(argv[2]);
    if (mode == "file_too_large") file_too_large();
    if (mode == "disk_full") disk_full(argv[2]);
    if (mode == "no_descriptors") no_descriptors();
    if (mode == "folder_comes_later") folder_comes_later(argv[2]);
    if (mode == "deleted") deleted(argv[2]);
    if (mode == "hang_up") hang_up(argv[2], argv[3], false);
    if (mode == "hang_up_request_reload") hang_up(argv[2], argv[3], true);
    if (mode == "descriptors_closed") descriptors_closed(argv[2], argv[3]);
    if (mode == "daemon") daemon(argv[2]);
    if (mode == "private_socket") private_socket();
    if (mode == "cancelled") cancelled();
    if (mode == "fork_behind_a_stuck_thread") fork_behind_a_stuck_thread();
    if (mode == "change_behind_a_stuck_thread") {
        change_behind_a_stuck_thread(argv[2]);
        char end = 0;
        check(read(STDIN_FILENO, &end, 1) == 1, "no answer");
    }
    if (mode == "change_time_zone") change_time_zone(argc > 2 ? argv[2] : nullptr);
    if (mode == "reload_with_a_full_stderr") {
        reload_with_a_full_stderr();
        char end = 0;
        check(read(STDIN_FILENO, &end, 1) == 1, "no answer");
        log(1);
    }
    if (mode == "fork_with_a_lock") fork_with_a_lock();
    if (mode == "start_programs") start_programs();
    if (mode == "stuck_reader") stuck_reader();
    if (mode == "no_reader") no_reader();
    if (mode == "no_memory") no_memory();
    if (mode == "large") SLUICE_ERROR(faults::body, "{}", characters{1 << 20});
    if (mode == "formatters") formatters();
    return 7;
}
