// What sluice asks of the operating system, in its own words. Knows nothing of logging.
#pragma once

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
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

/// A point in time as the clock on the wall shows it.
struct wall_time {
    int month, day, hour, minute, second;  // month and day from 1
    int microsecond;
};

[[nodiscard]] inline wall_time local_time_now() noexcept {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    tm parts{};
    localtime_r(&now.tv_sec, &parts);
    return {parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
            parts.tm_min,     parts.tm_sec,  static_cast<int>(now.tv_nsec / 1000)};
}

[[nodiscard]] inline unsigned process_id() noexcept { return static_cast<unsigned>(getpid()); }

/// Null where it isn't set.
[[nodiscard]] inline char const* environment_variable(char const* name) noexcept { return getenv(name); }

/// Writes to stderr in one call; goes on where a signal or a full pipe cut it short, and gives up on an error.
inline void write_stderr(text_view text) noexcept {
    char const* first = text.data();
    size_t left = text.size();
    while (left != 0) {
        ssize_t const written = write(STDERR_FILENO, first, left);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        first += written;
        left -= static_cast<size_t>(written);
    }
}

}  // namespace sluice::detail
