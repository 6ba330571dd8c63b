// Types of os.hpp that are the same on every operating system.
#pragma once

#include <stddef.h>

#include "../../text_view.hpp"
#include "../base/compiler.hpp"

namespace sluice::detail {

/// A point in time, also as local time.
struct wall_time {
    unsigned year, month, day, hour, minute, second;  // month and day from 1
    unsigned nanosecond;
    unsigned long long since_epoch;  // seconds
};

/// A name that the system returns: truncated to fit, NUL-terminated, or empty.
struct system_name {
    char text[65] = {};
};

/// The kind of a file, by what a write must handle.
enum class file_kind : unsigned char {
    none,     // not open
    plain,    // takes each write whole
    limited,  // a file whose size is limited: a write beyond the limit raises SIGXFSZ
    stream,   // a pipe or a socket: may have no reader, which raises SIGPIPE, and take a write in parts
};

/// An open file, and its identity when it was opened: a program may close descriptors that it didn't open, as daemons
/// do at their start, and open its own files under these descriptors afterwards.
struct opened_file {
    int descriptor = -1;
    file_kind kind = file_kind::none;
    unsigned long long device = 0, node = 0;

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR bool is_open() const noexcept { return descriptor >= 0; }
};

/// The result of a write: 0 or the error number, and the number of bytes written.
struct write_result {
    int error;
    size_t written;
};

/// Limit of a write's waits, in nanoseconds: for a non-blocking file to become writable, and for a process that holds a
/// stream without writing.
SLUICE_DETAIL_HIDDEN inline constexpr unsigned long long write_timeout = 1000000000;

}  // namespace sluice::detail
