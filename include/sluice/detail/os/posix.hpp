// What sluice asks of the operating system, in its own words: POSIX's half. Knows nothing of logging.
#pragma once

#include "windows.hpp"
#include "words.hpp"

#if !SLUICE_DETAIL_WINDOWS

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "../../text_view.hpp"
#include "../base/compiler.hpp"
#include "posix_open.hpp"

namespace sluice::detail {

/// A mutex that static storage holds ready for use before any constructor runs, and that is never destroyed. Knows its
/// owner, so that a thread may fork while it holds some.
class mutex {
public:
    constexpr mutex() noexcept = default;
    mutex(mutex const&) = delete;
    mutex& operator=(mutex const&) = delete;

    SLUICE_DETAIL_COLD void lock() noexcept {
        pthread_mutex_lock(&handle_);
        store_relaxed(owner_, this_thread());
    }
    SLUICE_DETAIL_COLD void unlock() noexcept {
        store_relaxed(owner_, 0ul);
        pthread_mutex_unlock(&handle_);
    }
    [[nodiscard]] SLUICE_DETAIL_HIDDEN bool is_mine() const noexcept { return load_relaxed(owner_) == this_thread(); }

    /// Around a fork: locks it, unless this thread has, or another has and doesn't let go of it in time, by the system's
    /// clock; unlocks what it has locked.
    SLUICE_DETAIL_COLD void before_fork(timespec const& until) noexcept {
        if (is_mine() || pthread_mutex_timedlock(&handle_, &until) != 0) return;
        store_relaxed(owner_, this_thread());
        for_fork_ = true;
    }
    SLUICE_DETAIL_COLD void after_fork() noexcept {
        if (!is_mine() || !for_fork_) return;
        for_fork_ = false;
        unlock();
    }
    /// In the child: the owner of a mutex that the fork didn't get, unless it is this thread, is not there.
    SLUICE_DETAIL_COLD void make_anew() noexcept {
        if (is_mine()) return;
        store_relaxed(owner_, 0ul);
        pthread_mutex_init(&handle_, nullptr);
    }

private:
    pthread_mutex_t handle_ = PTHREAD_MUTEX_INITIALIZER;
    unsigned long owner_ = 0;  // relaxed; in a child the thread that forked has the number that it had
    bool for_fork_ = false;

    static unsigned long this_thread() noexcept { return static_cast<unsigned long>(pthread_self()); }
};

/// For the length of a scope the thread isn't cancelled, which would unwind it out of a log call; at its end errno is
/// what it was.
class SLUICE_DETAIL_HIDDEN undisturbed {
public:
    SLUICE_DETAIL_COLD undisturbed() noexcept : errno_(errno) {
#if defined(PTHREAD_CANCEL_DISABLE)
        pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel_);
#endif
    }
    undisturbed(undisturbed const&) = delete;
    undisturbed& operator=(undisturbed const&) = delete;
    SLUICE_DETAIL_COLD ~undisturbed() {
#if defined(PTHREAD_CANCEL_DISABLE)
        pthread_setcancelstate(cancel_, nullptr);
#endif
        errno = errno_;
    }

private:
    int errno_;
    int cancel_ = 0;
};

/// Held while the C library looks up the time zone, under a lock of its own that nothing would open in a child.
SLUICE_DETAIL_HIDDEN inline constinit mutex zone_guard{};

/// Locks.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline wall_time local_time(unsigned long long since_epoch,
                                                               unsigned nanosecond) noexcept {
    time_t const seconds = static_cast<time_t>(since_epoch);
    tm parts{};
    {
        lock_guard const held{zone_guard};
        localtime_r(&seconds, &parts);
    }
    auto const number = [](auto value) noexcept { return static_cast<unsigned>(value); };
    return {number(parts.tm_year + 1900),
            number(parts.tm_mon + 1),
            number(parts.tm_mday),
            number(parts.tm_hour),
            number(parts.tm_min),
            number(parts.tm_sec),
            nanosecond,
            since_epoch};
}
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline wall_time local_time_now() noexcept {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return local_time(static_cast<unsigned long long>(now.tv_sec), static_cast<unsigned>(now.tv_nsec));
}

[[nodiscard]] SLUICE_DETAIL_HIDDEN inline timespec in_a_second() noexcept {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    ++now.tv_sec;
    return now;
}

/// Of a clock that only goes forward; its start means nothing.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline unsigned long long monotonic_nanoseconds() noexcept {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<unsigned long long>(now.tv_sec) * 1000000000 + static_cast<unsigned long long>(now.tv_nsec);
}

[[nodiscard]] inline unsigned process_id() noexcept { return static_cast<unsigned>(getpid()); }
/// As the system's tools show it.
[[nodiscard]] inline unsigned long thread_id() noexcept { return static_cast<unsigned long>(syscall(SYS_gettid)); }

[[nodiscard]] SLUICE_DETAIL_HIDDEN inline system_name thread_name() noexcept {
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
struct SLUICE_DETAIL_HIDDEN error_text {
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

[[nodiscard]] constexpr bool is_path_separator(char c) noexcept { return c == '/'; }

/// The same for a variable that names a file or a folder: also null in a program that has more rights than who runs it,
/// by a set-user-id or set-group-id bit or by capabilities, as its files would be written with these.
[[nodiscard]] inline char const* path_variable(char const* name) noexcept { return secure_getenv(name); }

/// The file under a number that is none of the standard streams': a program that was started without one of them would
/// write to our file, taking it for that. Returns -1, with errno set and the file closed, where that fails.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline int keep_off_standard_streams(int file) noexcept {
    if (file < 0 || file > STDERR_FILENO) return file;
    int const moved = fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    int const error = errno;
    close(file);
    errno = error;
    return moved;
}
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline file_kind kind_of(struct stat const& about) noexcept {
    if (S_ISFIFO(about.st_mode) || S_ISSOCK(about.st_mode)) return file_kind::stream;
    return S_ISCHR(about.st_mode) ? file_kind::device : file_kind::plain;
}
/// What has this number now, as a file of ours.
[[nodiscard]] SLUICE_DETAIL_COLD inline own_file own(int number) noexcept {
    own_file made{number, file_kind::none, process_id()};
    struct stat about;
    if (number < 0 || fstat(number, &about) != 0) return made;
    made.kind = kind_of(about);
    made.device = about.st_dev;
    made.node = about.st_ino;
    return made;
}
/// Opens a file for appending, and makes it where there is none: for its owner to write, and for all to read. None is
/// open, and errno is set, where that fails. `path` is NUL-terminated. Follows no link that another user has put into a
/// folder like /tmp. A named pipe must have a reader; the terminal stays another's. Programs that this one starts don't
/// inherit the file.
[[nodiscard]] SLUICE_DETAIL_COLD inline own_file open_for_appending(char const* path,
                                                                    bool must_be_new = false) noexcept {
    int const flags = O_WRONLY | O_APPEND | O_CREAT | O_NOCTTY | O_NONBLOCK | (must_be_new ? O_EXCL : 0);
    int const file = keep_off_standard_streams(path_walk{path}.open_file(flags, 0644));
    if (file >= 0) fcntl(file, F_SETFL, O_APPEND);  // O_NONBLOCK was for opening alone
    return own(file);
}
/// Whether what was opened is still what has its number.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool is_ours(own_file const& file) noexcept {
    struct stat about;
    return fstat(file.number, &about) == 0 && about.st_dev == file.device && about.st_ino == file.node;
}
SLUICE_DETAIL_COLD inline void close_file(own_file& file) noexcept {
    if (file.is_open() && is_ours(file)) close(file.number);
    file.number = -1;
}
/// Takes away what stands behind the first `size` bytes.
SLUICE_DETAIL_COLD inline void cut_file(own_file const& file, unsigned long long size) noexcept {
    [[maybe_unused]] int const failed = is_ours(file) ? ftruncate(file.number, static_cast<off_t>(size)) : 0;
}
/// Makes the folder and those above it, for others to read, where there is none. Follows links as open_for_appending()
/// does. Returns 0, or the number of the error.
SLUICE_DETAIL_HIDDEN inline int make_folders(char const* path) noexcept {
    return path_walk{path}.make_folders(0755) == 0 ? 0 : errno;
}

/// Has these called around each fork(): before it, and after it in the parent and in the child. A library's are dropped
/// as it is unloaded.
SLUICE_DETAIL_HIDDEN inline void call_around_fork(void (*before)(), void (*in_parent)(), void (*in_child)()) noexcept {
    pthread_atfork(before, in_parent, in_child);
}

/// Calls a function once, whichever threads ask; in a child too whose parent was forked during the call.
class once {
public:
    constexpr once() noexcept = default;
    void call(void (*function)()) noexcept { pthread_once(&handle_, function); }

private:
    pthread_once_t handle_ = PTHREAD_ONCE_INIT;
};

inline constexpr int standard_error = STDERR_FILENO;
[[nodiscard]] inline bool is_terminal(int file) noexcept { return isatty(file) == 1; }

}  // namespace sluice::detail

#endif
