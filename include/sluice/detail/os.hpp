// What sluice asks of the operating system, in its own words. Knows nothing of logging.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "../text_view.hpp"

namespace sluice::detail {

/// A mutex that static storage holds ready for use before any constructor runs, and that is never destroyed.
class mutex {
public:
    constexpr mutex() noexcept = default;
    mutex(mutex const&) = delete;
    mutex& operator=(mutex const&) = delete;

    void lock() noexcept { pthread_mutex_lock(&handle_); }
    void unlock() noexcept { pthread_mutex_unlock(&handle_); }

private:
    pthread_mutex_t handle_ = PTHREAD_MUTEX_INITIALIZER;
};

class lock_guard {
public:
    explicit lock_guard(mutex& held) noexcept : held_(held) { held_.lock(); }
    lock_guard(lock_guard const&) = delete;
    lock_guard& operator=(lock_guard const&) = delete;
    ~lock_guard() { held_.unlock(); }

private:
    mutex& held_;
};

/// Puts errno back at the end of a scope: a log call must not change it.
class errno_keeper {
public:
    errno_keeper() noexcept = default;
    errno_keeper(errno_keeper const&) = delete;
    errno_keeper& operator=(errno_keeper const&) = delete;
    ~errno_keeper() { errno = kept_; }

private:
    int kept_ = errno;
};

/// A point in time, also as the clock on the wall shows it.
struct wall_time {
    unsigned year, month, day, hour, minute, second;  // month and day from 1
    unsigned nanosecond;
    unsigned long long since_epoch;  // seconds
};

[[nodiscard]] inline wall_time local_time_now() noexcept {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    tm parts{};
    localtime_r(&now.tv_sec, &parts);
    auto const number = [](auto value) noexcept { return static_cast<unsigned>(value); };
    return {number(parts.tm_year + 1900),
            number(parts.tm_mon + 1),
            number(parts.tm_mday),
            number(parts.tm_hour),
            number(parts.tm_min),
            number(parts.tm_sec),
            number(now.tv_nsec),
            static_cast<unsigned long long>(now.tv_sec)};
}

/// Of a clock that only goes forward; its start means nothing.
[[nodiscard]] inline unsigned long long monotonic_nanoseconds() noexcept {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<unsigned long long>(now.tv_sec) * 1000000000 + static_cast<unsigned long long>(now.tv_nsec);
}

[[nodiscard]] inline unsigned process_id() noexcept { return static_cast<unsigned>(getpid()); }
/// As the system's tools show it.
[[nodiscard]] inline unsigned long thread_id() noexcept { return static_cast<unsigned long>(syscall(SYS_gettid)); }

/// Names that the system keeps: what fits, NUL-terminated, or empty.
struct system_name {
    char text[65] = {};
};
[[nodiscard]] inline system_name thread_name() noexcept {
    system_name name;
    pthread_getname_np(pthread_self(), name.text, sizeof name.text);
    return name;
}
[[nodiscard]] inline system_name host_name() noexcept {
    system_name name;
    gethostname(name.text, sizeof name.text - 1);
    return name;
}
/// The system's sentence for an error number.
struct error_text {
    char text[128];

    explicit error_text(int number) noexcept { take(strerror_r(number, text, sizeof text)); }

private:
    void take(int) noexcept {}  // POSIX: it has filled `text`
    void take(char const* said) noexcept {  // GNU: it says where the sentence is
        if (said == text) return;
        text[0] = '\0';
        strncat(text, said, sizeof text - 1);
    }
};

/// Null where it isn't set.
[[nodiscard]] inline char const* environment_variable(char const* name) noexcept { return getenv(name); }

/// Opens a file for appending, and makes it where there is none. Returns its descriptor; -1, with errno set, where
/// that fails. `path` is NUL-terminated. Programs that this one starts don't inherit the file.
[[nodiscard]] inline int open_for_appending(char const* path, bool must_be_new = false) noexcept {
    return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | (must_be_new ? O_EXCL : 0), 0666);
}
inline void close_file(int file) noexcept { close(file); }
/// Takes away what stands behind the first `size` bytes.
inline void cut_file(int file, unsigned long long size) noexcept {
    [[maybe_unused]] int const failed = ftruncate(file, static_cast<off_t>(size));
}
/// For the last part of the path alone. What is there already is fine. Returns 0, or the number of the error.
inline int make_folder(char const* path) noexcept { return mkdir(path, 0777) == 0 || errno == EEXIST ? 0 : errno; }

/// Has these called around each fork(): the one before it, the other after it, in the parent and in the child.
inline void call_around_fork(void (*before)(), void (*after)()) noexcept { pthread_atfork(before, after, after); }

inline constexpr int standard_error = STDERR_FILENO;
[[nodiscard]] inline bool is_terminal(int file) noexcept { return isatty(file) == 1; }

/// Writes in one call; goes on where a signal or a full pipe cut it short. Returns 0, or the number of the error that
/// made it give up.
inline int write_to(int file, text_view text) noexcept {
    char const* first = text.data();
    size_t left = text.size();
    while (left != 0) {
        ssize_t const written = write(file, first, left);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        first += written;
        left -= static_cast<size_t>(written);
    }
    return 0;
}
inline void write_stderr(text_view text) noexcept { write_to(standard_error, text); }

}  // namespace sluice::detail
