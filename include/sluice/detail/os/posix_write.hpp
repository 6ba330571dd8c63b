// Writing for POSIX. Independent of logging.
#pragma once

#include "../base/compiler.hpp"

#if !SLUICE_DETAIL_WINDOWS

#include <limits.h>
#include <poll.h>
#include <signal.h>

#include "posix.hpp"

namespace sluice::detail {

/// Waits until a file is writable. Returns false if it isn't by the deadline, of the monotonic clock.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool wait_for_room(int file, unsigned long long until) noexcept {
    for (;;) {
        unsigned long long const now = monotonic_nanoseconds();
        if (now >= until) return false;
        pollfd asked{file, POLLOUT, 0};
        int const answer = poll(&asked, 1, static_cast<int>((until - now) / 1000000) + 1);
        if (answer > 0 || (answer < 0 && errno != EINTR)) return true;  // the next write returns the error
    }
}

/// Writes in one call; continues after a signal or a full pipe cut it short. Waits for a non-blocking file that is
/// full, unless `may_wait` is false and nothing is written yet.
SLUICE_DETAIL_OUT_OF_LINE inline write_result write_all(int file, text_view text, bool may_wait) noexcept {
    size_t done = 0;
    for (unsigned long long until = 0; done != text.size();) {
        ssize_t const written = write(file, text.data() + done, text.size() - done);
        if (written > 0) {
            done += static_cast<size_t>(written);
            until = 0;
            continue;
        }
        int const error = written == 0 ? EIO : errno;  // 0: a device that takes nothing, without an error
        if (error == EINTR) continue;
        if ((error == EAGAIN || error == EWOULDBLOCK) && (may_wait || done != 0)) {
            if (until == 0) until = monotonic_nanoseconds() + write_timeout;
            if (wait_for_room(file, until)) continue;
        }
        return {error, done};
    }
    return {0, done};
}

/// True after a wait for another process timed out, so that the next writes don't wait as long again. Relaxed.
SLUICE_DETAIL_HIDDEN inline constinit bool stream_is_stuck = false;

SLUICE_DETAIL_HIDDEN inline int lock_stream(int file, int command, short type, struct flock& about) noexcept {
    about = {};
    about.l_type = type;
    about.l_whence = SEEK_SET;
    return fcntl(file, command, &about);
}

/// Locks a stream against other processes that write long records to it through sluice: a write longer than PIPE_BUF is
/// split, and other processes' writes may come between its parts. The lock is one of fcntl()'s, which ends with the
/// process, even if it is killed. Polls: a wait in the kernel could detect a deadlock where there is none, and refuse
/// the program a lock of its own.
SLUICE_DETAIL_COLD inline bool hold_stream(int file) noexcept {
    constexpr unsigned long long pause = 200000;  // nanoseconds
    struct flock about;
    pid_t holder = 0;
    for (unsigned long long stuck = 0;;) {  // how long one process has held the lock of a writable stream
        if (lock_stream(file, F_SETLK, F_WRLCK, about) == 0) {
            store_relaxed(stream_is_stuck, false);
            return true;
        }
        if (errno != EAGAIN && errno != EACCES) return false;  // the stream doesn't support locks
        timespec const delay{0, pause};
        nanosleep(&delay, nullptr);
        bool const same = lock_stream(file, F_GETLK, F_WRLCK, about) == 0 && about.l_pid == holder;
        pollfd room{file, POLLOUT, 0};
        stuck = same && poll(&room, 1, 0) == 1 ? stuck + pause : 0;
        holder = about.l_pid;
        if (stuck < (load_relaxed(stream_is_stuck) ? pause : write_timeout)) continue;
        store_relaxed(stream_is_stuck, true);
        return false;
    }
}

/// Writes a text longer than PIPE_BUF to a stream, in pieces of whole lines, which are atomic up to PIPE_BUF.
SLUICE_DETAIL_COLD inline write_result write_long(int file, text_view text, bool may_wait) noexcept {
    bool const held = hold_stream(file);
    write_result made{0, 0};
    while (made.error == 0 && made.written != text.size()) {
        text_view const rest = text.part(made.written);
        size_t piece = rest.size() < PIPE_BUF ? rest.size() : PIPE_BUF;
        while (piece != 0 && rest[piece - 1] != '\n') --piece;
        if (piece == 0) piece = rest.find('\n') + 1;  // a longer line
        write_result const part = write_all(file, rest.part(0, piece), may_wait);
        made = {part.error, made.written + part.written};
    }
    struct flock about;
    if (held) lock_stream(file, F_SETLK, F_UNLCK, about);
    return made;
}

/// Writes to a file whose writes may raise a signal in this thread, and keeps the signal from the program.
SLUICE_DETAIL_OUT_OF_LINE inline write_result write_without_signals(int file, file_kind kind, text_view text,
                                                                    bool may_wait) noexcept {
    int const raised = kind == file_kind::stream ? SIGPIPE : SIGXFSZ;
    sigset_t one;
    sigset_t before;
    sigemptyset(&one);
    sigaddset(&one, raised);
    pthread_sigmask(SIG_BLOCK, &one, &before);
    // A signal that is already pending, because the program blocks it, must stay pending.
    sigset_t waiting;
    sigemptyset(&waiting);
    if (sigismember(&before, raised) == 1) sigpending(&waiting);
    write_result const made = kind == file_kind::stream && text.size() > PIPE_BUF ? write_long(file, text, may_wait)
                                                                                   : write_all(file, text, may_wait);
    if (made.error == (kind == file_kind::stream ? EPIPE : EFBIG) && sigismember(&waiting, raised) != 1) {
        timespec const no_wait{};
        while (sigtimedwait(&one, nullptr, &no_wait) < 0 && errno == EINTR) {
        }
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return made;
}

/// Writes a record, with one system call if the file takes it whole, and raises no signals. Waits for a non-blocking
/// file that is full, unless `may_wait` is false and nothing is written yet.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline write_result write_record(opened_file const& to, text_view text,
                                                                    bool may_wait = true) noexcept {
    if (to.kind == file_kind::none) return {EBADF, 0};
    if (to.kind == file_kind::plain) return write_all(to.descriptor, text, may_wait);
    return write_without_signals(to.descriptor, to.kind, text, may_wait);
}

}  // namespace sluice::detail
#endif
