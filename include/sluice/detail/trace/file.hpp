// The trace's file: created by the first record, written by one process, and tried again after errors. Part of the
// runtime. Independent of JSON.
//
//     dedicated_log_shop_trace_rank_3_k2v9x0ab.log
#pragma once

#include "../runtime/change.hpp"
#include "strings.hpp"

namespace sluice::detail {

/// Returns a variable of the folder: SHOP_TRACE or SHOP_DTRACE, for a registry whose variable is SHOP_LOGS.
[[nodiscard]] SLUICE_DETAIL_COLD inline derived_variable trace_variable(trace_state const& trace,
                                                                        bool detailed) noexcept {
    text_view name = trace.registry.table.environment;
    constexpr text_view logs = "_LOGS";
    if (name.size() > logs.size() && name.part(name.size() - logs.size()) == logs)
        name = name.part(0, name.size() - logs.size());
    return {name, detailed ? "_DTRACE" : "_TRACE"};
}

SLUICE_DETAIL_COLD inline void begin_trace_message(buffer& out, trace_state const& trace) noexcept {
    trace_variable(trace, trace.detailed).begin_message(out);
}

/// Starts new trace files in the folder of a variable, the detailed one's if it has one; turns the trace off if neither
/// has. Unless `again`, does nothing if another thread has started the trace. Locks.
SLUICE_DETAIL_COLD inline void start_trace(trace_state& trace, bool again) noexcept {
    message_buffer messages;
    {
        derived_variable detailed = trace_variable(trace, true);
        derived_variable plain = trace_variable(trace, false);
        text_view directory = detailed.path(messages);
        bool const is_detailed = !directory.empty();
        if (!is_detailed) directory = plain.path(messages);
        lock_guard const held{trace.lock};
        if (!again && trace.own.is_configured()) return;
        close_file(trace.to.file);
        trace.to.failed = false;
        trace.clock.reset();
        bool const on = trace.directory.assign(directory) && !directory.empty();
        trace.detailed = is_detailed;
        trace.own.set(!on ? level::off : is_detailed ? level::debug : trace_level);
    }
    if (!messages.empty()) write_stderr(messages.view());
}

SLUICE_DETAIL_COLD inline void handle_trace(part& self, part_event event) noexcept SLUICE_DETAIL_UNCHECKED {
    auto& trace = static_cast<trace_state&>(self);
    if (event == part_event::in_child) {  // the file is the parent's
        trace.to.lost = 0;
        trace.to.file.descriptor = -1;
        trace.clock.reset();
    }
    if (event == part_event::reload) start_trace(trace, true);
    if (event != part_event::unload) return;
    lock_guard const held{trace.lock};
    close_file(trace.to.file);
    trace.own.open();
    trace.directory.release();
    for (unsigned id = 0; id < trace.strings.count; ++id) trace.strings.texts[id].release();
    free(trace.strings.texts);
    free(trace.strings.slots);
    trace.strings = {};
}

/// Makes sure that the trace's gate holds a threshold. Returns false for a re-entrant call.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool configure_trace(trace_state& trace) noexcept {
    if (trace.own.is_configured()) return true;
    if (reentrancy_guard::is_held()) return false;
    { settings_lock const configured{trace.registry}; }
    reentrancy_guard const guard;
    register_part(trace, part_rank::trace, handle_trace);
    start_trace(trace, false);
    return true;
}

/// Returns true if the file is open, and of this rank. False in a forked child.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool has_file(trace_state const& trace, int rank) noexcept {
    return trace.to.file.is_open() && trace.file_rank == rank;
}

/// Counts a lost record; reports the error, unless it was reported, and starts the back-off. With the lock held.
SLUICE_DETAIL_COLD inline void fail_trace(trace_state& trace, text_view what, int error) noexcept {
    count_lost(trace.to, error, false);
    if (error != ENOMEM) trace.to.retry = monotonic_nanoseconds() + retry_interval;
    if (trace.to.failed) return;
    trace.to.failed = true;
    message_buffer message;
    begin_trace_message(message, trace);
    message.append(what);
    append_quoted(message, trace.directory.view());
    append_filled(message, ": $a; records are lost until that changes\n", {error_text{error}.text});
    write_stderr(message.view());
}

/// Appends the name of a file, and a NUL: dedicated_log_shop_trace_rank_3_k2v9x0ab.log. Each try gives another name.
SLUICE_DETAIL_COLD SLUICE_DETAIL_WRAPS inline void append_trace_path(buffer& out, trace_state const& trace, int rank,
                                                                     unsigned try_number) noexcept {
    out.append(trace.directory.view());
    out.append("/dedicated_log_");
    out.append(trace.registry.table.root);
    out.append("_trace_");
    if (rank >= 0) {
        out.append("rank_");
        out.append_number(static_cast<unsigned>(rank));
        out.append('_');
    }
    unsigned long long mixed = monotonic_nanoseconds() + try_number;  // and the process, mixed as splitmix64 does
    mixed = (mixed ^ mixed >> 30 ^ static_cast<unsigned long long>(process_id()) << 32) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    for (int i = 0; i < 8; ++i, mixed /= 36) out.append("0123456789abcdefghijklmnopqrstuvwxyz"[mixed % 36]);
    out.append(".log");
    out.append('\0');
}

/// Creates the file, and the folder if it doesn't exist. Returns 0, and the path with a NUL, or the error number. With
/// the lock held.
SLUICE_DETAIL_COLD inline int make_trace_file(trace_state& trace, int rank, buffer& path) noexcept {
    constexpr unsigned max_tries = 100;
    for (unsigned i = 0; !trace.to.file.is_open(); ++i) {
        path.shorten(0);
        append_trace_path(path, trace, rank, i);
        trace.to.file = open_for_appending(path.data(), true);
        if (trace.to.file.is_open()) break;
        int error = errno;
        if (error == ENOENT && i == 0) error = make_folders(trace.directory.view());
        bool const again = error == 0 || error == EEXIST;
        if (!again || i == max_tries) return error;
    }
    trace.file_rank = rank;
    trace.file_size = 0;
    trace.file_strings = 0;
    return 0;
}

/// Opens the file of this process and rank unless it is open; appends a message about a new one. Returns false if there
/// is no trace. With the lock held.
SLUICE_DETAIL_COLD inline bool open_trace(trace_state& trace, int rank, unsigned long long second,
                                          buffer& started) noexcept {
    if (!trace.own.passes(trace_level)) return false;  // off since the call site's test
    if (is_in_backoff(trace.to)) return false;
    if (has_file(trace, rank) && (!is_due(trace.to, second) || is_same_file(trace.to.file))) return true;
    close_file(trace.to.file);
    message_buffer path;
    int const error = make_trace_file(trace, rank, path);
    if (error != 0) {
        fail_trace(trace, "can't make a file in ", error);
        return false;
    }
    started.append(trace_variable(trace, trace.detailed).name());
    started.append(": the trace is in ");
    started.append(path.view().part(0, path.size() - 1));
    return true;
}

/// Writes a record and the strings before it; after a partial write, truncates the file to the last whole record. With
/// the lock held, to an open file.
SLUICE_DETAIL_COLD inline bool write_to_trace(trace_state& trace, buffer const& made) noexcept {
    write_result done{ENOMEM, 0};
    if (!made.is_truncated()) done = write_record(trace.to.file, made.view());
    if (done.error != 0) {
        cut_file(trace.to.file, trace.file_size);
        if (done.error == EBADF) trace.to.file.descriptor = -1;
        fail_trace(trace, "can't write to a file in ", done.error);
        return false;
    }
    trace.file_size += made.size();
    trace.file_strings = trace.strings.count;
    if (trace.to.lost != 0) {  // reported on stderr: the trace format has no notes
        message_buffer message;
        begin_trace_message(message, trace);
        message.append_number(trace.to.lost);
        append_filled(message, " record$a lost ($b)\n", {trace.to.lost == 1 ? " was" : "s were", error_text{trace.to.error}.text});
        write_stderr(message.view());
        trace.to.lost = 0;
    }
    trace.to.failed = false;
    return true;
}

}  // namespace sluice::detail
