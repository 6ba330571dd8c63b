// Files in memory that outlive their process, for POSIX: mapped, reserved and locked. Independent of their contents.
#pragma once

#include "../base/compiler.hpp"

#if !SLUICE_DETAIL_WINDOWS

#include <dirent.h>
#include <semaphore.h>
#include <sys/file.h>
#include <sys/mman.h>

#include "posix_watch.hpp"

namespace sluice::detail {

/// Opens a file that the owner alone may use, without following a link. Locks it: the lock ends with the process, if
/// no child shares it. Returns a negative number, and sets errno, if that fails, or another process has the lock.
[[nodiscard]] SLUICE_DETAIL_COLD inline int open_and_lock(char const* path, bool make) noexcept {
    int const flags = O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | (make ? O_CREAT | O_EXCL : 0);
    int file = open(path, flags, 0600);
    if (file < 0) return file;
    if (int const high = fcntl(file, F_DUPFD_CLOEXEC, 512); high >= 0) {
        close(file);
        file = high;
    }
    struct stat about {};
    bool const is_ours = fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == geteuid() &&
                         (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
    bool is_removed = false;  // by a process that had the lock
    if (is_ours && flock(file, LOCK_EX | LOCK_NB) == 0) {
        if (fstat(file, &about) == 0 && about.st_nlink != 0) return file;
        is_removed = true;
    }
    int const error = is_removed ? ENOENT : is_ours ? errno : EPERM;
    close(file);
    errno = error;
    return -1;
}

[[nodiscard]] SLUICE_DETAIL_COLD inline size_t size_of_file(int file) noexcept {
    struct stat about {};
    return fstat(file, &about) == 0 ? static_cast<size_t>(about.st_size) : 0;
}
/// Extends a file, and reserves the room for it: a write to mapped memory without any would end the process. Returns 0 or
/// the error number.
[[nodiscard]] SLUICE_DETAIL_COLD inline int reserve_room(int file, size_t offset, size_t size) noexcept {
    for (;;)
        if (int const error = posix_fallocate(file, static_cast<off_t>(offset), static_cast<off_t>(size)); error != EINTR)
            return error;
}

/// mmap(), which replaces a mapping at once. ThreadSanitizer would take that for a write to the memory.
[[nodiscard]] SLUICE_DETAIL_COLD inline void* map_over(void* at, size_t size, int protection, int flags, int file, size_t offset) noexcept {
#if defined(SYS_mmap) && defined(__LP64__)
    long const made = syscall(SYS_mmap, at, size, protection, flags | MAP_FIXED, file, offset);
    return made == -1 ? MAP_FAILED : at;
#else
    return mmap(at, size, protection, flags | MAP_FIXED, file, static_cast<off_t>(offset));
#endif
}

/// Maps a part of a file, shared; at an address that unmap_shared() or reserve_addresses() left, if given. Returns null
/// if that fails.
[[nodiscard]] SLUICE_DETAIL_COLD inline char* map_shared(int file, size_t offset, size_t size, char* at = nullptr) noexcept {
    constexpr int protection = PROT_READ | PROT_WRITE;
    void* const made = at != nullptr ? map_over(at, size, protection, MAP_SHARED, file, offset)
                                     : mmap(nullptr, size, protection, MAP_SHARED, file, static_cast<off_t>(offset));
    if (made == MAP_FAILED) return nullptr;
    madvise(made, size, MADV_DONTFORK);
    return static_cast<char*>(made);
}
[[nodiscard]] SLUICE_DETAIL_COLD inline char* reserve_addresses(size_t size) noexcept {
    void* const made = mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return made == MAP_FAILED ? nullptr : static_cast<char*>(made);
}
/// Returns memory of zeros, or null.
[[nodiscard]] SLUICE_DETAIL_COLD inline void* map_memory(size_t size) noexcept {
    void* const made = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return made == MAP_FAILED ? nullptr : made;
}
/// Replaces a shared mapping, at once: the first bytes by memory that only this process sees, the rest by nothing.
SLUICE_DETAIL_COLD inline void unmap_shared(char* at, size_t size, size_t kept) noexcept {
    static_cast<void>(map_over(at, kept, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    static_cast<void>(map_over(at + kept, size - kept, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
}
/// Makes new, zeroed memory ready for writes, which would be slow at the first one to each page.
SLUICE_DETAIL_COLD inline void touch_pages(char* at, size_t size, size_t page) noexcept {
    for (size_t i = 0; i < size; i += page) store_relaxed(at[i], '\0');
}
[[nodiscard]] SLUICE_DETAIL_COLD inline size_t size_of_page() noexcept {
    long const size = sysconf(_SC_PAGESIZE);
    return size > 0 ? static_cast<size_t>(size) : 4096;
}

/// Wakes a thread. post() is async-signal-safe. Neither copied nor destroyed.
class SLUICE_DETAIL_HIDDEN waker {
public:
    SLUICE_DETAIL_COLD void reset() noexcept { sem_init(&handle_, 0, 0); }
    SLUICE_DETAIL_COLD void post() noexcept { sem_post(&handle_); }
    /// Waits for a post, as long as given in nanoseconds at most; forgets earlier ones.
    SLUICE_DETAIL_COLD void wait(unsigned long long nanoseconds) noexcept {
        timespec until{};
        clock_gettime(CLOCK_REALTIME, &until);
        unsigned long long const sum = static_cast<unsigned long long>(until.tv_nsec) + nanoseconds;
        until.tv_sec += static_cast<time_t>(sum / 1000000000);
        until.tv_nsec = static_cast<long>(sum % 1000000000);
        sem_timedwait(&handle_, &until);
        while (sem_trywait(&handle_) == 0) {
        }
    }

private:
    sem_t handle_;
};

SLUICE_DETAIL_COLD inline void yield_processor() noexcept { sched_yield(); }
/// Appends a part of a file, from an offset on, up to a limit.
SLUICE_DETAIL_COLD inline void append_part(buffer& into, char const* path, unsigned long long offset, size_t limit) noexcept {
    int const file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0) return;
    for (constexpr size_t piece = 65536; into.size() < limit && into.has_room(piece);) {
        ssize_t const got = pread(file, into.data() + into.size(), piece, static_cast<off_t>(offset + into.size()));
        if (got == 0 || (got < 0 && errno != EINTR)) break;
        if (got > 0) into.shorten(into.size() + static_cast<size_t>(got));
    }
    close(file);
}

/// Waits until stores of other threads that precede now are seen, if nothing else orders them.
SLUICE_DETAIL_COLD inline void wait_for_stores() noexcept { sleep_for(1000000); }

/// Returns true in a setuid, setgid or capability-carrying program.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool has_more_rights() noexcept {
    if (getuid() != geteuid() || getgid() != getegid()) return true;
    char* const* const all = all_variables();
    if (all == nullptr || *all == nullptr) return false;
    local_buffer<256> name;
    name.append(text_view{*all}.part(0, text_view{*all}.find('=')));
    name.append('\0');
    return environment_variable(name.data()) != nullptr && path_variable(name.data()) == nullptr;
}

/// Calls a function with the name of each file in a folder.
template <class Function>
SLUICE_DETAIL_COLD inline void for_each_file(char const* folder, Function const& function) noexcept {
    DIR* const opened = opendir(folder);
    if (opened == nullptr) return;
    while (dirent const* const each = readdir(opened)) function(text_view{each->d_name});
    closedir(opened);
}

/// Lets the thread run on one processor alone. Returns false if that fails.
SLUICE_DETAIL_COLD inline bool run_on_processor([[maybe_unused]] int number) noexcept {
#if defined(CPU_SET)
    cpu_set_t one;
    CPU_ZERO(&one);
    if (number < 0 || number >= CPU_SETSIZE) return false;
    CPU_SET(static_cast<unsigned>(number), &one);
    return pthread_setaffinity_np(pthread_self(), sizeof one, &one) == 0;
#else
    return false;
#endif
}

}  // namespace sluice::detail
#endif
