// A program for tests/process/faults: logs while the system, or the program itself, makes that hard. Each record must
// leave errno alone; the exit status is 7, or says which rule was broken.
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <sluice/sluice.hpp>
#include <string>
#include <string_view>

// clang-format off
SLUICE_REGISTRY(survivor, "SURVIVOR_LOGS",
    (body, "Records with a number"))
// clang-format on

namespace {

int next_number = 0;

[[noreturn]] void give_up(char const* what) {
    std::printf("broken: %s\n", what);
    std::fflush(stdout);
    _exit(8);
}

void check(bool holds, char const* what) {
    if (!holds) give_up(what);
}

void log(int count) {
    for (int i = 0; i < count; ++i) {
        errno = 1234;
        SLUICE_ERROR(survivor::body, "record {} {:x>80}", next_number++, "");
        check(errno == 1234, "errno");
    }
}

// Behind this a file that failed is tried again.
void wait_for_retry() { usleep(1100000); }

void set_limit(int which, rlim_t to) {
    rlimit now{};
    getrlimit(which, &now);
    now.rlim_cur = to < now.rlim_max ? to : now.rlim_max;
    check(setrlimit(which, &now) == 0, "setrlimit");
}

// A file that the program opens once stderr is closed gets its number.
int open_in_place_of_stderr(char const* path, int flags) {
    int const file = open(path, O_WRONLY | O_CREAT | flags, 0666);
    check(file == STDERR_FILENO, "the file is not in stderr's place");
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
    survivor::logs.reload();
    log(1);
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
    survivor::logs.reload();
    log(1);
}

sig_atomic_t volatile hung_up = 0;

void hang_up(char const* path, char const* moved) {
    signal(SIGHUP, [](int) { hung_up = 1; });
    for (int i = 0; i < 4; ++i) {
        if (hung_up != 0) {
            hung_up = 0;
            survivor::logs.reload();
        }
        log(1);
        if (i != 1) continue;
        std::rename(path, moved);
        raise(SIGHUP);
    }
}

void wait_for_reader(char const* what) {
    std::puts(what);
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
    sigset_t pipe{}, waiting{};
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigprocmask(SIG_BLOCK, &pipe, nullptr);
    log(3);
    sigpending(&waiting);
    check(sigismember(&waiting, SIGPIPE) == 0, "a signal of ours waits");
    raise(SIGPIPE);
    log(3);
    sigpending(&waiting);
    check(sigismember(&waiting, SIGPIPE) == 1, "a signal of the program's is gone");
    signal(SIGPIPE, SIG_IGN);
    sigprocmask(SIG_UNBLOCK, &pipe, nullptr);
}

// Text made as it is asked for, so that only sluice needs memory for it.
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
struct fmt::formatter<characters> : plain_formatter {
    auto format(characters const& from, auto& context) const {
        auto out = context.out();
        for (std::size_t i = 0; i < from.count; ++i) *out++ = 'x';
        return out;
    }
};

template <>
struct fmt::formatter<logs_itself> : plain_formatter {
    auto format(logs_itself const& from, auto& context) const {
        if (from.depth > 0) SLUICE_ERROR(survivor::body, "depth {} {}", from.depth, logs_itself{from.depth - 1});
        return fmt::format_to(context.out(), "<{}>", from.depth);
    }
};

#ifdef __cpp_exceptions
template <>
struct fmt::formatter<needs_memory> : plain_formatter {
    auto format(needs_memory, auto& context) const {
        return fmt::format_to(context.out(), "{}", std::string(1000, 'x'));
    }
};
template <>
struct fmt::formatter<throws> : plain_formatter {
    auto format(throws, auto& context) const {
        fmt::format_to(context.out(), "half of it ");
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
    SLUICE_ERROR(survivor::body, "{}", characters{200 << 20});
    SLUICE_ERROR(survivor::body, "{}\nsecond", characters{40 << 20});  // room for the text, not for the lines
    log(1);
}

void formatters() {
    SLUICE_ERROR(survivor::body, "outside {}", logs_itself{3});
#ifdef __cpp_exceptions
    new_fails = true;
    SLUICE_ERROR(survivor::body, "{} behind", needs_memory{});
    new_fails = false;
    SLUICE_ERROR(survivor::body, "{} behind", throws{});
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
    if (mode == "hang_up") hang_up(argv[2], argv[3]);
    if (mode == "stuck_reader") stuck_reader();
    if (mode == "no_reader") no_reader();
    if (mode == "no_memory") no_memory();
    if (mode == "large") SLUICE_ERROR(survivor::body, "{}", characters{1 << 20});
    if (mode == "formatters") formatters();
    return 7;
}
