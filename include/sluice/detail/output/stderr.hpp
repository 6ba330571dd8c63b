// Standard error, which all registries of a program or shared library share. Once it is closed, a file that the program
// opens may get its descriptor, and must not be written to; reload() checks it again. Independent of records.
#pragma once

#include "../os/parts.hpp"
#include "../os/reentrancy.hpp"
#include "clock.hpp"
#include "writer.hpp"

namespace sluice::detail {

struct SLUICE_DETAIL_HIDDEN standard_error_output : part {
    writer to SLUICE_DETAIL_GUARDED_BY(lock){{"stderr", {}, {}}};
    wall_clock clock SLUICE_DETAIL_GUARDED_BY(lock){};
    bool closed SLUICE_DETAIL_GUARDED_BY(lock) = false;
};
SLUICE_DETAIL_HIDDEN inline constinit standard_error_output the_standard_error{};

/// Finds out what standard error is now. A file that programs started from here don't inherit was opened by the
/// program: a real standard error is always inherited.
SLUICE_DETAIL_COLD inline void inspect_stderr(standard_error_output& output, bool again) noexcept
    SLUICE_DETAIL_REQUIRES(output.lock) {
    if (again) {
        store_relaxed(output.to.stale, false);
        output.clock.reset();
        output.closed = false;
    }
    output.to.file = inspect_file(standard_error);
    if (output.to.file.kind == file_kind::none) output.closed = true;
    if (output.closed || is_close_on_exec(standard_error)) output.to.file.kind = file_kind::none;
}

/// Writes to stderr, or counts the record as lost; reports lost records with the next write that succeeds.
SLUICE_DETAIL_OUT_OF_LINE inline void write_stderr(standard_error_output& output, text_view text,
                                                   unsigned long long second) noexcept
    SLUICE_DETAIL_REQUIRES(output.lock) {
    bool const again = load_relaxed(output.to.stale);
    if (is_due(output.to, second) || again) inspect_stderr(output, again);
    if (write_or_count(output.to, text) != EBADF) return;
    output.closed = true;
    output.to.file.kind = file_kind::none;
}

SLUICE_DETAIL_COLD inline void handle_stderr(part& self, part_event event) noexcept SLUICE_DETAIL_UNCHECKED {
    auto& output = static_cast<standard_error_output&>(self);
    if (event == part_event::in_child) output.to.lost = 0;
    if (event == part_event::reload) store_relaxed(output.to.stale, true);
}

/// Registers standard error, and checks it before the program has time to close it. Locks.
SLUICE_DETAIL_COLD inline void register_stderr() noexcept {
    standard_error_output& output = the_standard_error;
    register_part(output, part_rank::last, handle_stderr);
    lock_guard const held{output.lock};
    unsigned nanoseconds = 0;
    if (is_due(output.to, wall_seconds(nanoseconds))) inspect_stderr(output, false);
}

SLUICE_DETAIL_RUNTIME_BEGIN

/// Writes a message of sluice's own to stderr, in one piece. Any thread; locks; waits while a pipe is full.
SLUICE_DETAIL_RUNTIME void write_stderr(text_view text) noexcept {
    call_scope const scope;
    reentrancy_guard const guard;
    standard_error_output& output = the_standard_error;
    register_part(output, part_rank::last, handle_stderr);
    lock_guard const held{output.lock};
    unsigned nanoseconds = 0;
    write_stderr(output, text, wall_seconds(nanoseconds));
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
