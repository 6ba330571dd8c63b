// Files of settings, for POSIX: reading one, and waiting in a thread until one changes. Independent of their contents.
#pragma once

#include "../base/compiler.hpp"

#if !SLUICE_DETAIL_WINDOWS

#include <poll.h>
#include <signal.h>
#if SLUICE_DETAIL_INOTIFY
#include <sys/inotify.h>
#endif

#include "../base/hash.hpp"
#include "posix.hpp"

namespace sluice::detail {

inline constexpr char path_separator = '/';
[[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr bool is_absolute(text_view path) noexcept { return path.starts_with("/"); }

/// Appends the working directory; nothing if it can't be had.
SLUICE_DETAIL_COLD inline void append_current_folder(buffer& out) noexcept {
    constexpr size_t longest = 4096;
    if (!out.has_room(longest)) return;
    char* const at = out.data() + out.size();
    if (getcwd(at, longest) != nullptr) out.shorten(out.size() + strlen(at));
}

/// Sets a variable. Other threads must not read or set variables meanwhile.
SLUICE_DETAIL_COLD inline void set_variable(char const* name, char const* value) noexcept { setenv(name, value, 1); }

inline constexpr int not_a_regular_file = -1;

/// Appends the contents of a file of at most `limit` bytes. Returns 0, an error number, EFBIG for a larger file, or
/// not_a_regular_file. Doesn't open pipes and devices: that may wait, or wake a process that waits for a reader.
[[nodiscard]] SLUICE_DETAIL_COLD inline int read_text_file(char const* path, buffer& into, size_t limit) noexcept {
    struct stat about;
    if (stat(path, &about) != 0) return errno;
    if (!S_ISREG(about.st_mode)) return not_a_regular_file;
    int const file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0) return errno;
    int error = fstat(file, &about) != 0 ? errno : S_ISREG(about.st_mode) ? 0 : not_a_regular_file;
    while (error == 0) {
        constexpr size_t piece = 4096;
        if (!into.has_room(piece)) {
            error = ENOMEM;
            break;
        }
        ssize_t const got = read(file, into.data() + into.size(), piece);
        if (got == 0) break;
        if (got > 0) into.shorten(into.size() + static_cast<size_t>(got));
        if (got < 0 && errno != EINTR) error = errno;
        if (into.size() > limit) error = EFBIG;
    }
    close(file);
    return error;
}

/// Starts a detached thread that handles no signals but those that it raises itself. Returns false if there can't be
/// one.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool start_thread(void* (*function)(void*), void* argument = nullptr) noexcept {
    constexpr size_t stack = 1 << 18;  // of which it uses a few KiB, unless listeners need more
    sigset_t blocked, before;
    sigfillset(&blocked);
    constexpr int raised[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
    for (int const& each : raised) sigdelset(&blocked, each);
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) return false;
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, stack);
    pthread_sigmask(SIG_SETMASK, &blocked, &before);
    pthread_t made{};
    bool done = pthread_create(&made, &attributes, function, argument) == 0;
    if (!done) {  // thread-local variables may leave no room in a small stack
        pthread_attr_destroy(&attributes);
        if (pthread_attr_init(&attributes) == 0) {
            pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
            done = pthread_create(&made, &attributes, function, argument) == 0;
        }
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    pthread_attr_destroy(&attributes);
    return done;
}
/// Names the calling thread for the system's tools, with at most 15 characters.
SLUICE_DETAIL_COLD inline void name_thread(char const* name) noexcept { pthread_setname_np(pthread_self(), name); }
/// Returns thread_id() without its cache: a thread-local variable of a library may wait for the loader's lock, which
/// the thread that unloads the library holds.
[[nodiscard]] SLUICE_DETAIL_COLD inline unsigned long this_thread_id() noexcept {
    return static_cast<unsigned long>(syscall(SYS_gettid));
}
/// Waits until a detached thread of this process, by its id, has ended: until then it may run code of a library.
SLUICE_DETAIL_COLD inline void wait_for_end(unsigned long thread) noexcept {
    timespec const pause{0, 200000};
    while (syscall(SYS_tgkill, getpid(), thread, 0) == 0) nanosleep(&pause, nullptr);
}
SLUICE_DETAIL_COLD inline void sleep_for(unsigned long long nanoseconds) noexcept {
    timespec const pause{static_cast<time_t>(nanoseconds / 1000000000), static_cast<long>(nanoseconds % 1000000000)};
    nanosleep(&pause, nullptr);
}

/// Waits for changes of files. A thread waits; others wake it. All but wait() need a lock of the caller's.
///
/// Programs may close descriptors that they didn't open, as daemons do. A pipe wakes the thread, which also notices if
/// both ends are closed; and each descriptor is checked before it is used.
class SLUICE_DETAIL_HIDDEN file_watcher {
public:
    constexpr file_watcher() noexcept = default;

    /// Watches the files of these paths, separated by NULs, from now on, also paths that don't exist yet.
    SLUICE_DETAIL_COLD void watch(text_view paths) noexcept {
        if (!is_same(woken_) || !is_same(waker_)) {
            close();
            is_new_ = true;
            int ends[2];
            if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0) {
                woken_ = inspect_file(moved(ends[0]));
                waker_ = inspect_file(moved(ends[1]));
            }
        }
#if SLUICE_DETAIL_INOTIFY
        if (!is_watching()) {
            is_new_ = true;
            events_ = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
            if (events_ >= 0) events_ = moved(events_);
        }
        bool complete = events_ >= 0;
        for (text_view rest = paths; complete && !rest.empty(); rest = rest.part(text_view{rest.data()}.size() + 1))
            complete = watch_links(rest.data());
        if (!complete) {
            if (is_watching()) ::close(events_);
            events_ = -1;
        }
#else
        static_cast<void>(paths);
#endif
    }

    /// Returns true if the system doesn't tell of changes, so that wait() returns after a second.
    [[nodiscard]] bool polls() const noexcept { return events_ < 0; }

    /// Waits until something has changed in a file's folder or another thread calls wake(); until a time has passed, in
    /// milliseconds, if it isn't 0; or for a second.
    SLUICE_DETAIL_COLD void wait(int limit) noexcept {
        pollfd asked[] = {{woken_.descriptor, POLLIN, 0}, {events_, POLLIN, 0}};
        // A program that closes descriptors may have replaced one before poll() sees it: looks again after a second.
        if (limit == 0) limit = polls() || is_new_ || !woken_.is_open() ? 1000 : -1;
        is_new_ = false;
        poll(asked, 2, limit);
        constexpr unsigned long long pause = 10000000;  // nanoseconds: changes, and closed descriptors, come in groups
        if (((asked[0].revents | asked[1].revents) & ~POLLIN) != 0) sleep_for(pause);
        char drained[1024];
        if ((asked[0].revents & POLLIN) != 0 && is_same(woken_))
            while (read(woken_.descriptor, drained, sizeof drained) > 0) {
            }
#if SLUICE_DETAIL_INOTIFY
        if ((asked[1].revents & POLLIN) == 0) return;
        sleep_for(pause);
        if (is_watching())
            while (read(events_, drained, sizeof drained) > 0) {
            }
#endif
    }

    SLUICE_DETAIL_COLD void wake() noexcept {
        if (is_same(waker_)) [[maybe_unused]]
            ssize_t const written = write(waker_.descriptor, "", 1);
    }

    /// Closes its files; in a forked child only those of the child.
    SLUICE_DETAIL_COLD void close() noexcept {
        close_file(woken_);
        close_file(waker_);
#if SLUICE_DETAIL_INOTIFY
        if (is_watching()) ::close(events_);
#endif
        events_ = -1;
    }

private:
    opened_file woken_{}, waker_{};  // a pipe
    int events_ = -1;                // of inotify
    bool is_new_ = false;            // one of them has been opened since the last wait

    SLUICE_DETAIL_COLD static bool is_same(opened_file const& file) noexcept {
        return file.is_open() && is_same_file(file);
    }
    // Moves a descriptor to a number that a program doesn't expect for its own files.
    SLUICE_DETAIL_COLD static int moved(int file) noexcept {
        int const high = fcntl(file, F_DUPFD_CLOEXEC, 512);
        if (high < 0 && file > STDERR_FILENO) return file;
        ::close(file);
        return high;
    }

#if SLUICE_DETAIL_INOTIFY
    // Returns true if the descriptor is still one of inotify: other ones, and closed ones, have other errors.
    SLUICE_DETAIL_COLD bool is_watching() const noexcept {
        return events_ >= 0 && inotify_add_watch(events_, "", IN_CREATE) < 0 && errno == ENOENT;
    }
    SLUICE_DETAIL_COLD bool watch_folder(text_view path) const noexcept {
        size_t folder = path.size();
        while (folder != 0 && path[folder - 1] != '/') --folder;
        local_buffer<256> name;
        name.append(folder == 0 ? text_view{"."} : path.part(0, folder));
        name.append('\0');
        return inotify_add_watch(events_, name.data(),
                                 IN_ONLYDIR | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_ATTRIB | IN_MOVE |
                                     IN_DELETE_SELF | IN_MOVE_SELF) >= 0;
    }
    // Watches the folder of a file, and those of the links on the way to it; if a folder doesn't exist, the one in
    // which it will be made.
    SLUICE_DETAIL_COLD bool watch_links(text_view file) const noexcept {
        constexpr unsigned most = 40;  // links, as the system follows them
        local_buffer<256> path, next;
        path.append(file);
        for (unsigned links = 0; links < most; ++links) {
            struct stat about {};
            size_t end = 0;
            bool exists = true;
            do {
                for (++end; end < path.size() && path.view()[end] != '/';) ++end;
                next.clear();
                next.append(path.view().part(0, end));
                next.append('\0');
                exists = lstat(next.data(), &about) == 0;
            } while (exists && !S_ISLNK(about.st_mode) && end < path.size());
            next.shorten(next.size() - 1);
            if (!watch_folder(next.view())) return false;
            if (!exists || !S_ISLNK(about.st_mode)) return true;
            char target[1024];
            ssize_t const size = readlink(next.data(), target, sizeof target);  // NUL-terminated still
            if (size <= 0) return true;
            size_t folder = target[0] == '/' ? 0 : next.size();
            while (folder != 0 && next.view()[folder - 1] != '/') --folder;
            next.shorten(folder);
            next.append({target, static_cast<size_t>(size)});
            next.append(path.view().part(end));
            path.clear();
            path.append(next.view());
        }
        return true;
    }
#endif
};

/// Returns a number that differs if one of the files, whose paths are separated by NULs, has changed.
[[nodiscard]] SLUICE_DETAIL_COLD inline unsigned long long look_at_files(text_view paths) noexcept {
    unsigned long long seen = hash_of("");
    for (text_view rest = paths; !rest.empty(); rest = rest.part(text_view{rest.data()}.size() + 1)) {
        struct stat about {};
        if (stat(rest.data(), &about) != 0) about = {};
        unsigned long long const facts[] = {about.st_dev,
                                            about.st_ino,
                                            static_cast<unsigned long long>(about.st_size),
                                            static_cast<unsigned long long>(about.st_mtim.tv_sec),
                                            static_cast<unsigned long long>(about.st_mtim.tv_nsec),
                                            static_cast<unsigned long long>(about.st_ctim.tv_nsec),
                                            about.st_mode};
        char bytes[sizeof facts];
        memcpy(bytes, facts, sizeof facts);
        seen = hash_of({bytes, sizeof bytes}, seen);
    }
    return seen;
}

}  // namespace sluice::detail
#endif
