// The operating system interface for Windows 10 and later (MinGW-w64), without windows.h and its macros. Independent of
// logging.
//
// Files are the system's handles, not the C library's descriptors, which translate line ends and don't append
// atomically. Handles fit an int: Windows guarantees that only 32 bits of them are significant.
#pragma once

#include "../base/compiler.hpp"

#if SLUICE_DETAIL_WINDOWS

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../base/text.hpp"
#include "words.hpp"

namespace sluice::detail {

/// Functions of kernel32. DWORD is unsigned long, BOOL is int, HANDLE is void*.
namespace windows {

void __stdcall lock(void**) noexcept SLUICE_DETAIL_WINDOWS_NAME(AcquireSRWLockExclusive, 4);
void __stdcall unlock(void**) noexcept SLUICE_DETAIL_WINDOWS_NAME(ReleaseSRWLockExclusive, 4);
unsigned long __stdcall last_error() noexcept SLUICE_DETAIL_WINDOWS_NAME(GetLastError, 0);
void __stdcall set_last_error(unsigned long) noexcept SLUICE_DETAIL_WINDOWS_NAME(SetLastError, 4);
void __stdcall file_time_now(unsigned long long*) noexcept
    SLUICE_DETAIL_WINDOWS_NAME(GetSystemTimePreciseAsFileTime, 4);
int __stdcall counter(long long*) noexcept SLUICE_DETAIL_WINDOWS_NAME(QueryPerformanceCounter, 4);
int __stdcall counts_a_second(long long*) noexcept SLUICE_DETAIL_WINDOWS_NAME(QueryPerformanceFrequency, 4);
unsigned long __stdcall process() noexcept SLUICE_DETAIL_WINDOWS_NAME(GetCurrentProcessId, 0);
unsigned long __stdcall thread() noexcept SLUICE_DETAIL_WINDOWS_NAME(GetCurrentThreadId, 0);
void* __stdcall thread_handle() noexcept SLUICE_DETAIL_WINDOWS_NAME(GetCurrentThread, 0);
long __stdcall thread_description(void* thread, wchar_t** name) noexcept
    SLUICE_DETAIL_WINDOWS_NAME(GetThreadDescription, 8);
void* __stdcall free_local(void*) noexcept SLUICE_DETAIL_WINDOWS_NAME(LocalFree, 4);
int __stdcall to_narrow(unsigned code_page, unsigned long flags, wchar_t const* from, int from_size, char* to,
                        int to_size, char const* unknown, int* any_unknown) noexcept
    SLUICE_DETAIL_WINDOWS_NAME(WideCharToMultiByte, 32);
int __stdcall computer_name(char* name, unsigned long* size) noexcept SLUICE_DETAIL_WINDOWS_NAME(GetComputerNameA, 8);
void* __stdcall create_file(char const* path, unsigned long access, unsigned long sharing, void* security,
                            unsigned long how, unsigned long attributes, void* like) noexcept
    SLUICE_DETAIL_WINDOWS_NAME(CreateFileA, 28);
int __stdcall close_handle(void*) noexcept SLUICE_DETAIL_WINDOWS_NAME(CloseHandle, 4);
int __stdcall write_file(void* file, void const* from, unsigned long size, unsigned long* written,
                         void* overlapped) noexcept SLUICE_DETAIL_WINDOWS_NAME(WriteFile, 20);
int __stdcall move_pointer(void* file, long long to, long long* now, unsigned long from) noexcept
    SLUICE_DETAIL_WINDOWS_NAME(SetFilePointerEx, 20);
int __stdcall end_file(void*) noexcept SLUICE_DETAIL_WINDOWS_NAME(SetEndOfFile, 4);
int __stdcall create_directory(char const* path, void* security) noexcept
    SLUICE_DETAIL_WINDOWS_NAME(CreateDirectoryA, 8);
void* __stdcall standard_handle(unsigned long which) noexcept SLUICE_DETAIL_WINDOWS_NAME(GetStdHandle, 4);
int __stdcall console_mode(void*, unsigned long*) noexcept SLUICE_DETAIL_WINDOWS_NAME(GetConsoleMode, 8);
int __stdcall set_console_mode(void*, unsigned long) noexcept SLUICE_DETAIL_WINDOWS_NAME(SetConsoleMode, 8);

/// Returns the errno value for the last error of Windows.
[[nodiscard]] inline int error_number() noexcept {
    switch (last_error()) {
    case 2:   // FILE_NOT_FOUND
    case 3:   // PATH_NOT_FOUND
    case 15:  // INVALID_DRIVE
    case 53:  // BAD_NETPATH
    case 67:  // BAD_NET_NAME
        return ENOENT;
    case 4: return EMFILE;  // TOO_MANY_OPEN_FILES
    case 5:                 // ACCESS_DENIED
    case 19:                // WRITE_PROTECT
    case 32:                // SHARING_VIOLATION
        return EACCES;
    case 6: return EBADF;  // INVALID_HANDLE
    case 8:                // NOT_ENOUGH_MEMORY
    case 14:               // OUTOFMEMORY
        return ENOMEM;
    case 39:   // HANDLE_DISK_FULL
    case 112:  // DISK_FULL
        return ENOSPC;
    case 80:   // FILE_EXISTS
    case 183:  // ALREADY_EXISTS
        return EEXIST;
    case 109:  // BROKEN_PIPE
    case 232:  // NO_DATA
        return EPIPE;
    case 123: return EINVAL;  // INVALID_NAME
    case 206: return ENAMETOOLONG;
    default: return EIO;
    }
}

}  // namespace windows

/// A mutex that is constant-initialised and never destroyed. Knows its owner.
class SLUICE_DETAIL_LOCKABLE mutex {
public:
    constexpr mutex() noexcept = default;
    mutex(mutex const&) = delete;
    mutex& operator=(mutex const&) = delete;

    void lock() noexcept SLUICE_DETAIL_ACQUIRES() {
        windows::lock(&handle_);
        store_relaxed(owner_, windows::thread());
    }
    void unlock() noexcept SLUICE_DETAIL_RELEASES() {
        store_relaxed(owner_, 0ul);
        windows::unlock(&handle_);
    }
    /// Waits as lock() does: Windows has no limit.
    bool lock_within(unsigned long long) noexcept SLUICE_DETAIL_UNCHECKED {
        if (is_mine()) return false;
        lock();
        return true;
    }
    [[nodiscard]] bool is_mine() const noexcept { return load_relaxed(owner_) == windows::thread(); }

private:
    void* handle_ = nullptr;   // an SRWLOCK
    unsigned long owner_ = 0;  // relaxed
};

/// Restores errno, and the last error of Windows, at the end of a scope: a log call must not change them.
class call_scope {
public:
    call_scope() noexcept = default;
    call_scope(call_scope const&) = delete;
    call_scope& operator=(call_scope const&) = delete;
    ~call_scope() {
        errno = kept_;
        windows::set_last_error(kept_last_error_);
    }

private:
    unsigned long kept_last_error_ = windows::last_error();
    int kept_ = errno;
};

/// Returns the time now: seconds since 1970, and nanoseconds.
[[nodiscard]] inline unsigned long long wall_seconds(unsigned& nanoseconds) noexcept {
    unsigned long long now = 0;  // in 100 ns from 1601
    windows::file_time_now(&now);
    constexpr unsigned long long second = 10000000;
    nanoseconds = static_cast<unsigned>(now % second * 100);
    return now / second - 11644473600;
}
[[nodiscard]] inline wall_time local_time(unsigned long long since_epoch) noexcept {
    auto const seconds = static_cast<time_t>(since_epoch);
    tm parts{};
    localtime_s(&parts, &seconds);
    auto const number = [](int value) noexcept { return static_cast<unsigned>(value); };
    return {number(parts.tm_year + 1900), number(parts.tm_mon + 1), number(parts.tm_mday), number(parts.tm_hour),
            number(parts.tm_min),         number(parts.tm_sec),     0,                     since_epoch};
}
/// Makes local_time() look up the time zone again.
inline void forget_time_zone() noexcept { _tzset(); }

/// Returns the time of a clock that never goes back, from an arbitrary start.
[[nodiscard]] inline unsigned long long monotonic_nanoseconds() noexcept {
    long long count = 0;
    long long second = 1;
    windows::counter(&count);
    windows::counts_a_second(&second);
    return static_cast<unsigned long long>(count / second * 1000000000 + count % second * 1000000000 / second);
}

[[nodiscard]] inline unsigned process_id() noexcept { return static_cast<unsigned>(windows::process()); }
/// Returns the thread's id as the system's tools show it.
[[nodiscard]] inline unsigned long thread_id() noexcept { return windows::thread(); }

[[nodiscard]] inline system_name thread_name() noexcept {
    system_name name;
    wchar_t* wide = nullptr;
    if (windows::thread_description(windows::thread_handle(), &wide) < 0) return name;
    constexpr unsigned utf8 = 65001;
    if (windows::to_narrow(utf8, 0, wide, -1, name.text, sizeof name.text, nullptr, nullptr) == 0) name = {};
    windows::free_local(wide);
    return name;
}
[[nodiscard]] inline system_name host_name() noexcept {
    system_name name;
    unsigned long size = sizeof name.text;
    if (windows::computer_name(name.text, &size) == 0) name = {};
    return name;
}
/// The C library's message for an error number.
struct error_text {
    char text[128];

    explicit error_text(int number) noexcept {
        if (strerror_s(text, sizeof text, number) != 0) text[0] = '\0';
    }
};

/// Returns null if the variable isn't set. In the code page of the process, as paths are.
[[nodiscard]] inline char const* environment_variable(char const* name) noexcept { return getenv(name); }

/// Returns a variable that names a file or a folder. On Windows, programs never have more rights than their user.
[[nodiscard]] inline char const* path_variable(char const* name) noexcept { return getenv(name); }

[[nodiscard]] inline bool wait_for_room(int, unsigned long long) noexcept { return true; }
/// Returns all variables, "name=value", with a null after the last; null if there are none.
[[nodiscard]] inline char* const* all_variables() noexcept { return _environ; }

[[nodiscard]] constexpr bool is_path_separator(char c) noexcept { return c == '/' || c == '\\'; }
/// Returns the name of the program's file.
[[nodiscard]] inline text_view program_name() noexcept {
    text_view const name = _pgmptr == nullptr ? "" : _pgmptr;
    size_t first = name.size();
    while (first != 0 && !is_path_separator(name[first - 1])) --first;
    return name.part(first);
}

inline constexpr int standard_error = -2;  // the file that is standard error at each use

[[nodiscard]] inline void* handle_of(int file) noexcept {
    if (file == standard_error) return windows::standard_handle(static_cast<unsigned long>(-12));
    return reinterpret_cast<void*>(static_cast<ptrdiff_t>(file));
}

/// Returns the kind of this file now.
[[nodiscard]] inline opened_file inspect_file(int file) noexcept {
    void* const handle = handle_of(file);
    return {file, handle == nullptr || handle == handle_of(-1) ? file_kind::none : file_kind::plain};
}
/// Returns true: programs don't close handles that they didn't open.
[[nodiscard]] inline bool is_same_file(opened_file const&) noexcept { return true; }
[[nodiscard]] inline bool is_close_on_exec(int) noexcept { return false; }
/// Opens a file for appending, and creates it if it doesn't exist. Returns a file that isn't open, and sets errno, if
/// that fails. `path` is NUL-terminated. Programs that this one starts don't inherit the file; others may write to it,
/// rename and delete it meanwhile.
[[nodiscard]] inline opened_file open_for_appending(char const* path, bool must_be_new = false) noexcept {
    constexpr unsigned long append_data = 4, write_data = 2;  // truncating needs write_data
    constexpr unsigned long share_all = 7, create_new = 1, open_always = 4, normal = 0x80;
    void* const file = windows::create_file(path, must_be_new ? append_data | write_data : append_data, share_all,
                                            nullptr, must_be_new ? create_new : open_always, normal, nullptr);
    auto const handle = static_cast<int>(reinterpret_cast<ptrdiff_t>(file));
    if (handle == -1) errno = windows::error_number();
    return {handle, file_kind::plain};
}
inline void close_file(opened_file& file) noexcept {
    if (file.is_open()) windows::close_handle(handle_of(file.descriptor));
    file.descriptor = -1;
}
/// Truncates the file to `size` bytes.
inline void cut_file(opened_file const& file, unsigned long long size) noexcept {
    void* const handle = handle_of(file.descriptor);
    if (windows::move_pointer(handle, static_cast<long long>(size), nullptr, 0) != 0) windows::end_file(handle);
}
/// Creates the folder and its missing parents. Returns 0 or the error number.
inline int make_folders(text_view path) noexcept {
    local_buffer<256> part;
    for (size_t i = 0; i <= path.size(); ++i) {
        if (i == path.size() || (is_path_separator(path[i]) && i != 0)) {
            part.append('\0');
            bool const is_drive = path[i - 1] == ':';
            if (!is_drive && windows::create_directory(part.data(), nullptr) == 0 && windows::error_number() != EEXIST)
                return windows::error_number();
            part.shorten(i);
        }
        if (i != path.size()) part.append(path[i]);
    }
    return 0;
}

/// Returns the columns of a console, or 0: unknown.
[[nodiscard]] inline size_t terminal_width(int) noexcept { return 0; }

/// Returns true for a console that shows colours, or can be switched to.
[[nodiscard]] inline bool is_terminal(int file) noexcept {
    constexpr unsigned long escape_sequences = 4;
    void* const handle = handle_of(file);
    unsigned long mode = 0;
    return windows::console_mode(handle, &mode) != 0 &&
           ((mode & escape_sequences) != 0 || windows::set_console_mode(handle, mode | escape_sequences) != 0);
}

/// Writes in one call; continues after a partial write.
[[nodiscard]] inline write_result write_record(opened_file const& to, text_view text, bool = true) noexcept {
    if (to.kind == file_kind::none) return {EBADF, 0};
    void* const handle = handle_of(to.descriptor);
    size_t done = 0;
    while (done < text.size()) {
        text_view const part = text.part(done, 0x40000000);
        unsigned long written = 0;
        if (windows::write_file(handle, part.data(), static_cast<unsigned long>(part.size()), &written, nullptr) == 0)
            return {windows::error_number(), done};
        if (written == 0) return {EIO, done};  // a device that takes nothing, without an error
        done += written;
    }
    return {0, done};
}

}  // namespace sluice::detail

#endif
