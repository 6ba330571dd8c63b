// Words of os.hpp that mean the same on every operating system.
#pragma once

#include <stddef.h>

#include "../base/compiler.hpp"

namespace sluice::detail {

/// Holds a mutex for a scope.
template <class Mutex>
class SLUICE_DETAIL_HIDDEN lock_guard {
public:
    explicit lock_guard(Mutex& held) noexcept : held_(held) { held_.lock(); }
    lock_guard(lock_guard const&) = delete;
    lock_guard& operator=(lock_guard const&) = delete;
    ~lock_guard() { held_.unlock(); }

private:
    Mutex& held_;
};

/// A point in time, also as the clock on the wall shows it.
struct wall_time {
    unsigned year, month, day, hour, minute, second;  // month and day from 1
    unsigned nanosecond;
    unsigned long long since_epoch;  // seconds
};

/// Names that the system keeps: what fits, NUL-terminated, or empty.
struct system_name {
    char text[65] = {};
};

/// What a write has to take care of.
enum class file_kind : unsigned char {
    none,    // not open
    plain,   // a file: may run into the limit of its size, which raises SIGXFSZ
    stream,  // a pipe or a socket: may have no reader, which raises SIGPIPE, and take a write in parts
    device,  // a terminal, /dev/null
};

/// A file that we have opened: its number, and which file that was. Programs close numbers that they know nothing of, as
/// daemons do at their start, and have files of their own under them then.
struct own_file {
    int number = -1;  // none
    file_kind kind = file_kind::none;
    unsigned process = 0;  // that opened it
    unsigned long long device = 0, node = 0;

    [[nodiscard]] bool is_open() const noexcept { return number >= 0; }
};

/// 0, or the number of the error that made it give up, and how much went out.
struct write_result {
    int error;
    size_t written;
};

}  // namespace sluice::detail
