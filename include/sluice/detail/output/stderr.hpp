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

/// Messages of sluice's own that a stuck stderr didn't take, for the next text that it takes; or null. Ordered.
SLUICE_DETAIL_HIDDEN inline constinit char* kept_messages = nullptr;

/// Adds to the kept messages. Allocates; locks nothing.
SLUICE_DETAIL_COLD inline void keep_message(text_view text) noexcept {
    auto* made = static_cast<char*>(malloc(text.size() + 1));
    if (made == nullptr) return;
    memcpy(made, text.data(), text.size());
    made[text.size()] = '\0';
    while (made != nullptr) {
        char* const before = exchange_ordered(kept_messages, static_cast<char*>(nullptr));
        size_t const size = before == nullptr ? 0 : strlen(before);
        auto* all = size == 0 ? made : static_cast<char*>(realloc(before, size + strlen(made) + 1));
        if (all == nullptr) all = before;
        else if (all != made) memcpy(all + size, made, strlen(made) + 1);
        if (all != made) free(made);
        made = exchange_ordered(kept_messages, all);  // what another thread has kept meanwhile
    }
}

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
    if (char* const kept = exchange_ordered(kept_messages, static_cast<char*>(nullptr)); kept != nullptr) {
        write_or_count(output.to, kept);
        free(kept);
    }
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

/// Writes a message of sluice's own, unless stderr is stuck: another thread waits in a write, or there is no room. Then
/// keeps it. Waits that long at most, in nanoseconds.
SLUICE_DETAIL_COLD inline void write_or_keep(standard_error_output& output, text_view text,
                                             unsigned long long wait) noexcept SLUICE_DETAIL_UNCHECKED {
    if (!output.lock.lock_within(wait)) return keep_message(text);
    unsigned nanoseconds = 0;
    output.to.checked = 0;  // so that kept messages go first
    if (wait_for_room(standard_error, monotonic_nanoseconds() + wait + 1000000))
        write_stderr(output, text, wall_seconds(nanoseconds));
    else
        keep_message(text);
    output.lock.unlock();
}

SLUICE_DETAIL_COLD inline void handle_stderr(part& self, part_event event) noexcept SLUICE_DETAIL_UNCHECKED {
    auto& output = static_cast<standard_error_output&>(self);
    if (event == part_event::in_child) output.to.lost = 0;
    if (event == part_event::in_child) store_ordered(kept_messages, static_cast<char*>(nullptr));
    if (event == part_event::last && load_ordered(kept_messages) != nullptr) write_or_keep(output, {}, write_timeout);
    if (event == part_event::reload) store_relaxed(output.to.stale, true);
}

/// Registers standard error, and checks it before the program has time to close it. Locks, but doesn't wait.
SLUICE_DETAIL_COLD inline void register_stderr() noexcept SLUICE_DETAIL_UNCHECKED {
    standard_error_output& output = the_standard_error;
    register_part(output, part_rank::last, handle_stderr);
    if (!output.lock.lock_within(0)) return;  // another thread has checked it, and writes
    unsigned nanoseconds = 0;
    if (is_due(output.to, wall_seconds(nanoseconds))) inspect_stderr(output, false);
    output.lock.unlock();
}

SLUICE_DETAIL_RUNTIME_BEGIN

/// Writes a message of sluice's own to stderr, in one piece; if stderr is stuck, later. Any thread; locks; waits a
/// second at most, unless the message is longer than a pipe's room.
SLUICE_DETAIL_RUNTIME void write_stderr(text_view text) noexcept {
    call_scope const scope;
    reentrancy_guard const guard;
    standard_error_output& output = the_standard_error;
    register_part(output, part_rank::last, handle_stderr);
    write_or_keep(output, text, load_ordered(kept_messages) == nullptr ? write_timeout : 0);  // waits once
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
