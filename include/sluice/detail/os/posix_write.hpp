// How bytes get out, by POSIX. Knows nothing of logging.
#pragma once

#include "../base/compiler.hpp"

#if !SLUICE_DETAIL_WINDOWS

#include <limits.h>
#include <poll.h>
#include <signal.h>

#include "posix.hpp"

namespace sluice::detail {

/// Waits until a file takes more. False where it doesn't before the time, of the monotonic clock.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool wait_for_room(int file, unsigned long long until) noexcept {
    for (;;) {
        unsigned long long const now = monotonic_nanoseconds();
        if (now >= until) return false;
        pollfd asked{file, POLLOUT, 0};
        int const answer = poll(&asked, 1, static_cast<int>((until - now) / 1000000) + 1);
        if (answer > 0 || (answer < 0 && errno != EINTR)) return true;  // the next write says what is wrong
    }
}

/// Writes in one call; goes on where a signal or a full pipe cut it short. A file that must not block, and doesn't take
/// more, is waited for, or where `patient` is false only once a part is out.
SLUICE_DETAIL_OUT_OF_LINE inline write_result write_all(int file, text_view text, bool patient) noexcept {
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
            if (until == 0) until = monotonic_nanoseconds() + write_timeout;
            if (wait_for_room(file, until)) continue;
        }
        return {error, done};
    }
    return {0, done};
}

/// Whether a process was waited for in vain, so that the next writes don't wait as long again. Relaxed.
SLUICE_DETAIL_HIDDEN inline constinit bool stream_is_stuck = false;

SLUICE_DETAIL_HIDDEN inline int lock_stream(int file, int command, short type, struct flock& about) noexcept {
    about = {};
    about.l_type = type;
    about.l_whence = SEEK_SET;
    return fcntl(file, command, &about);
}

/// Keeps a stream for this process, of those that write long records to it through sluice: of what is longer than
/// PIPE_BUF the system takes as much as there is room for, and then what another process writes. The lock is one of
/// fcntl()'s, which a process loses with its end, however it comes. It isn't waited for in the system, which could find a
/// circle of waiting processes where there is none, and refuse the program a lock of its own.
SLUICE_DETAIL_COLD inline bool hold_stream(int file) noexcept {
    constexpr unsigned long long pause = 200000;  // nanoseconds
    struct flock about;
    pid_t holder = 0;
    for (unsigned long long stuck = 0;;) {  // how long one process has had the lock, and the stream room
        if (lock_stream(file, F_SETLK, F_WRLCK, about) == 0) {
            store_relaxed(stream_is_stuck, false);
            return true;
        }
        if (errno != EAGAIN && errno != EACCES) return false;  // there are streams without locks
        timespec const a_while{0, pause};
        nanosleep(&a_while, nullptr);
        bool const same = lock_stream(file, F_GETLK, F_WRLCK, about) == 0 && about.l_pid == holder;
        pollfd room{file, POLLOUT, 0};
        stuck = same && poll(&room, 1, 0) == 1 ? stuck + pause : 0;
        holder = about.l_pid;
        if (stuck < (load_relaxed(stream_is_stuck) ? pause : write_timeout)) continue;
        store_relaxed(stream_is_stuck, true);
        return false;
    }
}

/// Writes what is longer than PIPE_BUF to a stream: in pieces of whole lines, which others don't come into.
SLUICE_DETAIL_COLD inline write_result write_long(int file, text_view text, bool patient) noexcept {
    bool const held = hold_stream(file);
    write_result made{0, 0};
    while (made.error == 0 && made.written != text.size()) {
        text_view const rest = text.part(made.written);
        size_t piece = rest.size() < PIPE_BUF ? rest.size() : PIPE_BUF;
        while (piece != 0 && rest[piece - 1] != '\n') --piece;
        if (piece == 0) piece = rest.find('\n') + 1;  // a line that is longer
        write_result const part = write_all(file, rest.part(0, piece), patient);
        made = {part.error, made.written + part.written};
    }
    struct flock about;
    if (held) lock_stream(file, F_SETLK, F_UNLCK, about);
    return made;
}

/// Writes to a file whose writes may raise a signal in this thread, which didn't ask for them: keeps that from the
/// program.
SLUICE_DETAIL_OUT_OF_LINE inline write_result write_without_signals(int file, file_kind kind, text_view text,
                                                                    bool patient) noexcept {
    int const raised = kind == file_kind::stream ? SIGPIPE : SIGXFSZ;
    sigset_t one;
    sigset_t before;
    sigemptyset(&one);
    sigaddset(&one, raised);
    pthread_sigmask(SIG_BLOCK, &one, &before);
    // One that waits already, as it may where the program blocks it, is not ours to take back.
    sigset_t waiting;
    sigemptyset(&waiting);
    if (sigismember(&before, raised) == 1) sigpending(&waiting);
    write_result const made = kind == file_kind::stream && text.size() > PIPE_BUF ? write_long(file, text, patient)
                                                                                   : write_all(file, text, patient);
    if (made.error == (kind == file_kind::stream ? EPIPE : EFBIG) && sigismember(&waiting, raised) != 1) {
        timespec const at_once{};
        while (sigtimedwait(&one, nullptr, &at_once) < 0 && errno == EINTR) {
        }
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return made;
}

/// Writes a record, with one system call where the file takes it whole, and raises no signal. A file that must not block
/// is waited for, or where `patient` is false only once a part is out.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline write_result write_record(opened_file const& to, text_view text,
                                                                    bool patient = true) noexcept {
    if (to.kind == file_kind::none) return {EBADF, 0};
    if (to.kind == file_kind::plain) return write_all(to.descriptor, text, patient);
    return write_without_signals(to.descriptor, to.kind, text, patient);
}

}  // namespace sluice::detail
#endif
