// Words of os.hpp that mean the same on every operating system.
#pragma once

#include <stddef.h>

#include "../../text_view.hpp"
#include "../base/compiler.hpp"

namespace sluice::detail {

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
    none,     // not open
    plain,    // takes a write whole
    limited,  // a file whose size is limited: a write beyond the limit raises SIGXFSZ
    stream,   // a pipe or a socket: may have no reader, which raises SIGPIPE, and take a write in parts
};

/// An open file, and which one it was when it was opened: a program may close descriptors that it knows nothing of, as
/// daemons do at their start, and have its own files under them then.
struct opened_file {
    int descriptor = -1;
    file_kind kind = file_kind::none;
    unsigned long long device = 0, node = 0;

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR bool is_open() const noexcept { return descriptor >= 0; }
};

/// 0, or the number of the error, and how much was written.
struct write_result {
    int error;
    size_t written;
};

/// How long a write waits for others, in nanoseconds: for a file that must not block to take more, and for a process
/// that holds a stream, and writes nothing.
SLUICE_DETAIL_HIDDEN inline constexpr unsigned long long write_timeout = 1000000000;

}  // namespace sluice::detail
