// The operating system interface for POSIX and Linux, except writing (posix_write.hpp).
#pragma once

#include "../base/compiler.hpp"

#if !SLUICE_DETAIL_WINDOWS

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "../base/text.hpp"
#include "words.hpp"

namespace sluice::detail {

/// A mutex that is constant-initialised and never destroyed. Knows its owner, so that a thread may fork while it holds
/// some.
class SLUICE_DETAIL_LOCKABLE SLUICE_DETAIL_HIDDEN mutex {
public:
    constexpr mutex() noexcept = default;
    mutex(mutex const&) = delete;
    mutex& operator=(mutex const&) = delete;

    SLUICE_DETAIL_ACCESSOR void lock() noexcept SLUICE_DETAIL_ACQUIRES() {
        pthread_mutex_lock(&handle_);
        store_relaxed(owner_, this_thread());
    }
    SLUICE_DETAIL_ACCESSOR void unlock() noexcept SLUICE_DETAIL_RELEASES() {
        store_relaxed(owner_, 0ul);
        pthread_mutex_unlock(&handle_);
    }
    /// Returns true if this thread holds it.
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR bool is_mine() const noexcept { return load_relaxed(owner_) == this_thread(); }

    /// Locks it unless another thread, or this one, keeps it for so long. Returns false if it isn't locked.
    SLUICE_DETAIL_COLD bool lock_within(unsigned long long nanoseconds) noexcept SLUICE_DETAIL_UNCHECKED {
        timespec until{};
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += static_cast<time_t>(nanoseconds / 1000000000);
        if (is_mine() || pthread_mutex_timedlock(&handle_, &until) != 0) return false;
        store_relaxed(owner_, this_thread());
        return true;
    }
    /// Before a fork: locks it, unless this thread holds it already, or another one doesn't release it before the
    /// deadline, by the system's clock.
    SLUICE_DETAIL_COLD void lock_for_fork(timespec const& until) noexcept SLUICE_DETAIL_UNCHECKED {
        if (is_mine() || pthread_mutex_timedlock(&handle_, &until) != 0) return;
        store_relaxed(owner_, this_thread());
        for_fork_ = true;
    }
    /// After a fork: unlocks it, if lock_for_fork() locked it. In the child, where no other threads exist,
    /// reinitializes it if another thread held it.
    SLUICE_DETAIL_COLD void unlock_after_fork(bool in_child) noexcept SLUICE_DETAIL_UNCHECKED {
        if (in_child && !is_mine()) {
            store_relaxed(owner_, 0ul);
            pthread_mutex_init(&handle_, nullptr);
        }
        if (!is_mine() || !for_fork_) return;
        for_fork_ = false;
        unlock();
    }

private:
    pthread_mutex_t handle_ = PTHREAD_MUTEX_INITIALIZER;
    unsigned long owner_ = 0;  // relaxed; pthread_self() stays the same in a forked child
    bool for_fork_ = false;

    SLUICE_DETAIL_ACCESSOR static unsigned long this_thread() noexcept { return static_cast<unsigned long>(pthread_self()); }
};

/// Disables cancellation of the thread, which would unwind it out of a log call, for a scope; then restores errno.
class SLUICE_DETAIL_HIDDEN call_scope {
public:
    SLUICE_DETAIL_ACCESSOR call_scope() noexcept : errno_(errno) {
#if defined(PTHREAD_CANCEL_DISABLE)
        pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancel_);
#endif
    }
    call_scope(call_scope const&) = delete;
    call_scope& operator=(call_scope const&) = delete;
    SLUICE_DETAIL_ACCESSOR ~call_scope() {
#if defined(PTHREAD_CANCEL_DISABLE)
        pthread_setcancelstate(cancel_, nullptr);
#endif
        errno = errno_;
    }

private:
    int errno_;
    int cancel_ = 0;
};

// Ids are cached; a forked child calls forget_ids().
SLUICE_DETAIL_HIDDEN inline constinit unsigned known_process_id = 0;  // relaxed
SLUICE_DETAIL_HIDDEN inline constinit thread_local unsigned long known_thread_id = 0;

[[nodiscard]] SLUICE_DETAIL_HIDDEN inline unsigned process_id() noexcept {
    unsigned id = load_relaxed(known_process_id);
    if (id == 0) store_relaxed(known_process_id, id = static_cast<unsigned>(getpid()));
    return id;
}
/// Returns the thread's id as the system's tools show it.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline unsigned long thread_id() noexcept {
    if (known_thread_id == 0) known_thread_id = static_cast<unsigned long>(syscall(SYS_gettid));
    return known_thread_id;
}
SLUICE_DETAIL_HIDDEN inline void forget_ids() noexcept {
    store_relaxed(known_process_id, 0u);
    known_thread_id = 0;
}

/// Returns the time now: seconds since 1970, and nanoseconds.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline unsigned long long wall_seconds(unsigned& nanoseconds) noexcept {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    nanoseconds = static_cast<unsigned>(now.tv_nsec);
    return static_cast<unsigned long long>(now.tv_sec);
}
/// Converts to local time. Takes a lock of the C library.
[[nodiscard]] SLUICE_DETAIL_COLD inline wall_time local_time(unsigned long long since_epoch) noexcept {
    time_t const seconds = static_cast<time_t>(since_epoch);
    tm parts{};
    localtime_r(&seconds, &parts);
    auto const number = [](int value) noexcept { return static_cast<unsigned>(value); };
    return {number(parts.tm_year + 1900), number(parts.tm_mon + 1), number(parts.tm_mday), number(parts.tm_hour),
            number(parts.tm_min),         number(parts.tm_sec),     0,                     since_epoch};
}
/// Makes local_time() look up the time zone again. Takes a lock of the C library.
SLUICE_DETAIL_ALWAYS_INLINE void forget_time_zone() noexcept { tzset(); }

/// Returns the time of a clock that never goes back, from an arbitrary start.
[[nodiscard]] SLUICE_DETAIL_COLD inline unsigned long long monotonic_nanoseconds() noexcept {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<unsigned long long>(now.tv_sec) * 1000000000 + static_cast<unsigned long long>(now.tv_nsec);
}

[[nodiscard]] SLUICE_DETAIL_COLD inline system_name thread_name() noexcept {
    system_name name;
    pthread_getname_np(pthread_self(), name.text, sizeof name.text);
    return name;
}
/// Returns the name of the program's file.
[[nodiscard]] SLUICE_DETAIL_COLD inline text_view program_name() noexcept {
#if defined(_GNU_SOURCE)
    return program_invocation_short_name;
#else
    return getprogname();
#endif
}
[[nodiscard]] SLUICE_DETAIL_COLD inline system_name host_name() noexcept {
    system_name name;
    gethostname(name.text, sizeof name.text - 1);
    return name;
}
/// The system's message for an error number.
struct SLUICE_DETAIL_HIDDEN error_text {
    char text[128];

    SLUICE_DETAIL_COLD explicit error_text(int number) noexcept { take(strerror_r(number, text, sizeof text)); }

private:
    void take(int) noexcept {}              // POSIX: it has filled `text`
    void take(char const* where) noexcept {  // GNU: it returns the message
        if (where == text) return;
        text[0] = '\0';
        strncat(text, where, sizeof text - 1);
    }
};

/// Returns null if the variable isn't set.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE char const* environment_variable(char const* name) noexcept { return getenv(name); }
/// Returns a variable that names a file or a folder: also null in a setuid, setgid or capability-carrying program,
/// which would write its files with these rights.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE char const* path_variable(char const* name) noexcept { return secure_getenv(name); }

/// Returns all variables, "name=value", with a null after the last; null if there are none.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE char* const* all_variables() noexcept { return environ; }

[[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr bool is_path_separator(char c) noexcept { return c == '/'; }

inline constexpr int standard_error = STDERR_FILENO;
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE bool is_terminal(int file) noexcept { return isatty(file) == 1; }

/// Returns the columns of a terminal, or 0.
[[nodiscard]] SLUICE_DETAIL_COLD inline size_t terminal_width(int file) noexcept {
    winsize size{};
    return ioctl(file, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/// Returns the file that has this descriptor now.
[[nodiscard]] SLUICE_DETAIL_COLD inline opened_file inspect_file(int descriptor) noexcept {
    struct stat about;
    if (descriptor < 0 || fstat(descriptor, &about) != 0) return {descriptor};
    file_kind kind = file_kind::plain;
    rlimit limit{};
    if (S_ISFIFO(about.st_mode) || S_ISSOCK(about.st_mode))
        kind = file_kind::stream;
    else if (S_ISREG(about.st_mode) && getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
        kind = file_kind::limited;
    return {descriptor, kind, about.st_dev, about.st_ino};
}
/// Returns true if the descriptor still belongs to the file that was opened.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool is_same_file(opened_file const& file) noexcept {
    opened_file const now = inspect_file(file.descriptor);
    return now.kind != file_kind::none && now.device == file.device && now.node == file.node;
}
/// Returns true if programs that this one starts don't inherit the file.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool is_close_on_exec(int file) noexcept {
    return (fcntl(file, F_GETFD) & FD_CLOEXEC) != 0;
}
SLUICE_DETAIL_COLD inline void close_file(opened_file& file) noexcept {
    if (file.is_open() && is_same_file(file)) close(file.descriptor);
    file.descriptor = -1;
}
/// Truncates the file to `size` bytes.
SLUICE_DETAIL_COLD inline void cut_file(opened_file const& file, unsigned long long size) noexcept {
    [[maybe_unused]] int const failed = is_same_file(file) ? ftruncate(file.descriptor, static_cast<off_t>(size)) : 0;
}

/// Returns true if other users may create links in the path's folder, as in /tmp.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool is_in_shared_folder(text_view path) noexcept {
    size_t folder = path.size();
    while (folder != 0 && path[folder - 1] != '/') --folder;
    local_buffer<256> name;
    name.append(folder == 0 ? text_view{"."} : path.part(0, folder));
    name.append('\0');
    struct stat about;
    constexpr mode_t shared = S_ISVTX | S_IWOTH;
    return stat(name.data(), &about) == 0 && (about.st_mode & shared) == shared;
}
/// Returns the descriptor that a path such as /dev/stdout or /dev/fd/3 stands for, or -1.
[[nodiscard]] SLUICE_DETAIL_COLD inline int descriptor_of(text_view path) noexcept {
    if (path == "/dev/stdout") return STDOUT_FILENO;
    if (path == "/dev/stderr") return STDERR_FILENO;
    text_view const folder = path.starts_with("/dev/fd/") ? "/dev/fd/" : "/proc/self/fd/";
    if (!path.starts_with(folder) || path.size() == folder.size() || path.size() > folder.size() + 9) return -1;
    int number = 0;
    for (char c : path.part(folder.size())) {
        if (c < '0' || c > '9') return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

/// Opens a file for appending, and creates it if it doesn't exist: writable by its owner; readable by all, or if it
/// must be new, by its owner alone. Returns a file that isn't open, and sets errno, if that fails. `path` is
/// NUL-terminated. In a sticky world-writable folder, such as /tmp, refuses to follow a link. A named pipe must have a
/// reader. Programs that this one starts don't inherit the file. Its descriptor is a high one, so that it doesn't take
/// a number that the program expects for its own files. A path that stands for a descriptor, such as /dev/stdout, is
/// not opened anew: the file's position, which the program writes at too, would be another one, and a socket can't be
/// opened.
[[nodiscard]] SLUICE_DETAIL_COLD inline opened_file open_for_appending(char const* path,
                                                                       bool must_be_new = false) noexcept {
    int const flags = O_WRONLY | O_APPEND | O_CREAT | O_NOCTTY | O_NONBLOCK | O_CLOEXEC | (must_be_new ? O_EXCL : 0) |
                      (is_in_shared_folder(path) ? O_NOFOLLOW : 0);
    int const given = descriptor_of(path);
    int file = given >= 0 ? given : open(path, flags, must_be_new ? 0600 : 0644);
    if (file < 0) return {};
    if (given < 0) fcntl(file, F_SETFL, O_APPEND);  // O_NONBLOCK was only for opening
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    int const high = limit.rlim_cur < 1024 ? static_cast<int>(limit.rlim_cur / 2) : 512;
    int const moved = fcntl(file, F_DUPFD_CLOEXEC, high > STDERR_FILENO ? high : STDERR_FILENO + 1);
    if (given >= 0) return moved < 0 ? opened_file{} : inspect_file(moved);
    if (moved >= 0 || file <= STDERR_FILENO) {  // a standard stream's: the program would write to it
        int const error = errno;
        close(file);
        errno = error;
        file = moved;
    }
    return inspect_file(file);
}
/// Creates the folder and its missing parents, readable by others. Returns 0 or the error number.
SLUICE_DETAIL_MESSAGE inline int make_folders(text_view path) noexcept {
    local_buffer<256> part;
    for (size_t i = 0; i <= path.size(); ++i) {
        if (i == path.size() || (path[i] == '/' && i != 0)) {
            part.append('\0');
            if (mkdir(part.data(), 0755) != 0 && errno != EEXIST) return errno;
            part.shorten(i);
        }
        if (i != path.size()) part.append(path[i]);
    }
    return 0;
}

/// Registers functions to call around each fork(): before it, and after it in the parent and in the child. A library's
/// are removed when it is unloaded.
SLUICE_DETAIL_ALWAYS_INLINE void at_fork(void (*before)(), void (*in_parent)(), void (*in_child)()) noexcept {
    pthread_atfork(before, in_parent, in_child);
}

/// Calls a function once, from whichever thread comes first; also in a child whose parent was forked during the call.
class SLUICE_DETAIL_HIDDEN once {
public:
    constexpr once() noexcept = default;
    SLUICE_DETAIL_ACCESSOR void call(void (*function)()) noexcept { pthread_once(&handle_, function); }

private:
    pthread_once_t handle_ = PTHREAD_ONCE_INIT;
};

}  // namespace sluice::detail
#endif
