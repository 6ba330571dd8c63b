// How bytes get out: what sluice asks of the operating system beside os.hpp, for the runtime alone (POSIX;
// os_windows.hpp has its own). Knows nothing of logging.
#pragma once

#include "../base/compiler.hpp"
#include "posix.hpp"

#if !SLUICE_DETAIL_WINDOWS

#include <poll.h>
#include <sched.h>
#include <signal.h>

namespace sluice::detail {

[[nodiscard]] SLUICE_DETAIL_COLD inline file_kind kind_of(int file) noexcept {
    struct stat about;
    return fstat(file, &about) == 0 ? kind_of(about) : file_kind::none;
}

/// Whether programs that this one starts don't get the file.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline bool is_private(int file) noexcept { return (fcntl(file, F_GETFD) & FD_CLOEXEC) != 0; }

/// Keeps the signals that a failed write raises in this thread from the program, which didn't ask for the write.
class SLUICE_DETAIL_HIDDEN held_signals {
public:
    SLUICE_DETAIL_COLD explicit held_signals(file_kind kind) noexcept : any_(kind != file_kind::device) {
        if (!any_) return;
        sigset_t both;
        sigemptyset(&both);
        sigaddset(&both, SIGPIPE);
        sigaddset(&both, SIGXFSZ);
        pthread_sigmask(SIG_BLOCK, &both, &before_);
        // One that waits already, as it may where the program blocks it, is not ours to take back.
        sigemptyset(&waiting_);
        if (sigismember(&before_, SIGPIPE) == 1 || sigismember(&before_, SIGXFSZ) == 1) sigpending(&waiting_);
    }
    held_signals(held_signals const&) = delete;
    held_signals& operator=(held_signals const&) = delete;
    SLUICE_DETAIL_COLD ~held_signals() {
        if (any_) pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

    /// Takes back the signal that came with this error.
    SLUICE_DETAIL_COLD void drop(int error) const noexcept {
        int const raised = error == EPIPE ? SIGPIPE : error == EFBIG ? SIGXFSZ : 0;
        if (!any_ || raised == 0 || sigismember(&waiting_, raised) == 1) return;
        sigset_t one;
        sigemptyset(&one);
        sigaddset(&one, raised);
        timespec const at_once{};
        while (sigtimedwait(&one, nullptr, &at_once) < 0 && errno == EINTR) {
        }
    }

private:
    bool any_;
    sigset_t before_;
    sigset_t waiting_;
};

/// How long we wait for others, in nanoseconds: for a file that must not block to take more, and for a process that
/// holds a stream, and writes nothing.
SLUICE_DETAIL_HIDDEN inline constexpr unsigned long long patience = 1000000000;

/// Waits until a file takes more. False where it doesn't before the time, of the monotonic clock.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool wait_for_room(int file, unsigned long long until) noexcept {
    while (true) {
        unsigned long long const now = monotonic_nanoseconds();
        if (now >= until) return false;
        pollfd asked{file, POLLOUT, 0};
        int const answer = poll(&asked, 1, static_cast<int>((until - now) / 1000000) + 1);
        if (answer > 0 || (answer < 0 && errno != EINTR)) return true;  // the next write says what is wrong
    }
}

/// Whether a process was waited for in vain, so that the next writes don't wait as long again. Relaxed.
SLUICE_DETAIL_HIDDEN inline constinit bool stream_is_stuck = false;

/// Keeps a stream for one process, of those that write to it through sluice. The system doesn't: of what is longer
/// than PIPE_BUF it takes as much as there is room for, and then what another process writes. The lock is one of
/// fcntl()'s, which a process loses with its end, however it comes. We don't sleep in the system until it is free, as
/// it could then find a circle of waiting processes where there is none, and refuse the program a lock of its own.
class SLUICE_DETAIL_HIDDEN stream_lock {
public:
    SLUICE_DETAIL_COLD stream_lock(int file, file_kind kind) noexcept : file_(file) {
        if (kind != file_kind::stream) return;
        constexpr unsigned busy_looks = 100;
        constexpr unsigned long long pause = 200000;  // nanoseconds
        unsigned long long stuck = 0;                 // how long one process has had the lock, and the stream room
        pid_t holder = 0;
        for (unsigned looks = 0;; ++looks) {
            held_ = ask(F_SETLK, F_WRLCK) == 0;
            if (held_) store_relaxed(stream_is_stuck, false);
            if (held_ || (errno != EAGAIN && errno != EACCES)) return;  // there are streams without locks
            if (looks < busy_looks) {
                sched_yield();
                continue;
            }
            timespec const a_while{0, pause};
            nanosleep(&a_while, nullptr);
            // Where it is full nobody can write. Where there is room the one that has it was stopped, perhaps.
            pollfd room{file, POLLOUT, 0};
            struct flock about = whole(F_WRLCK);
            bool const same = fcntl(file, F_GETLK, &about) == 0 && about.l_pid == holder;
            stuck = same && poll(&room, 1, 0) == 1 ? stuck + pause : 0;
            holder = about.l_pid;
            if (stuck < (load_relaxed(stream_is_stuck) ? pause : patience)) continue;
            store_relaxed(stream_is_stuck, true);
            return;
        }
    }
    stream_lock(stream_lock const&) = delete;
    stream_lock& operator=(stream_lock const&) = delete;
    SLUICE_DETAIL_COLD ~stream_lock() {
        if (held_) ask(F_SETLK, F_UNLCK);
    }

private:
    int file_;
    bool held_ = false;

    static struct flock whole(short type) noexcept {
        struct flock made{};
        made.l_type = type;
        made.l_whence = SEEK_SET;
        return made;
    }
    int ask(int command, short type) const noexcept {
        struct flock asked = whole(type);
        return fcntl(file_, command, &asked);
    }
};

/// Writes in one call; goes on where a signal or a full pipe cut it short. A file that must not block, and doesn't take
/// more, is waited for, or where `patient` is false only once a part is out. Raises no signal.
SLUICE_DETAIL_COLD inline write_result write_to(int file, file_kind kind, text_view text,
                                                bool patient = true) noexcept {
    if (kind == file_kind::none) return {EBADF, 0};
    held_signals const held{kind};
    stream_lock const alone{file, kind};
    size_t done = 0;
    for (unsigned long long until = 0; done != text.size();) {
        ssize_t const written = write(file, text.data() + done, text.size() - done);
        if (written > 0) {
            done += static_cast<size_t>(written);
            until = 0;
            continue;
        }
        int const error = written == 0 ? EIO : errno;  // 0: a device that takes nothing, and says no more
        if (error == EINTR) continue;
        if ((error == EAGAIN || error == EWOULDBLOCK) && (patient || done != 0)) {
            if (until == 0) until = monotonic_nanoseconds() + patience;
            if (wait_for_room(file, until)) continue;
        }
        held.drop(error);
        return {error, done};
    }
    return {0, done};
}

}  // namespace sluice::detail

#endif
