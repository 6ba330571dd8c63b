// The trace's file: made by the first record, written by one process, and tried again where the system refuses. Part of
// the runtime. Knows nothing of JSON.
//
//     dedicated_log_shop_trace_rank_3_k2v9x0ab.log
#pragma once

#include "../base/text.hpp"
#include "../output/variables.hpp"
#include "start.hpp"

namespace sluice::detail {

/// Whether a file is open, still the one that we opened, of this process, whose parent may have had another, and of this
/// rank.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline bool has_file(trace_state const& trace, int rank) noexcept {
    return trace.file.is_open() && trace.file.process == process_id() && trace.file_rank == rank && is_ours(trace.file);
}

/// Counts a record that isn't written; says why, unless that is known; and when the next one is tried. With the trace's
/// guard held.
SLUICE_DETAIL_COLD inline void lose_trace(registry_state& registry, text_view what, int error) noexcept {
    trace_state& trace = registry.trace;
    count_loss(trace.lost, error, false);
    if (error != ENOMEM) trace.retry = monotonic_nanoseconds() + retry_interval;
    if (trace.failed) return;
    trace.failed = true;
    message_buffer said;
    companion_variable const variable{registry, "_TRACE", true};
    variable.complain(said);
    said.append(what);
    append_quoted(said, trace.directory.view());
    said.append(": ");
    said.append(error_text{error}.text);
    said.append("; records are lost until that changes\n");
    write_stderr(said.view());
}

/// Whether to leave the trace alone for now, as it failed: then the record is counted. With the guard held.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool rests(trace_state& trace) noexcept {
    if (!trace.failed || monotonic_nanoseconds() >= trace.retry) return false;
    count_loss(trace.lost, trace.lost.error, false);
    return true;
}

/// Says what was lost, now that a record is written. With the guard held.
SLUICE_DETAIL_COLD inline void end_trace_loss(registry_state& registry) noexcept {
    trace_state& trace = registry.trace;
    if (trace.lost.count == 0) return;
    message_buffer said;
    companion_variable const variable{registry, "_TRACE", true};
    append_loss(said, {variable.name(), {}, {}}, trace.lost);
    if (!said.view().empty()) write_stderr(said.view());
    trace.lost = {};
    trace.failed = false;
}

/// The name of a file, and a NUL. Other tries give other names.
SLUICE_DETAIL_COLD SLUICE_DETAIL_WRAPS inline void append_trace_path(buffer& out, registry_state const& registry, int rank,
                                                 unsigned try_number) noexcept {
    out.append(registry.trace.directory.view());
    out.append("/dedicated_log_");
    out.append(registry.table.root);
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

/// Makes the file, and the folder where there is none. Returns 0, or the number of the error. With the guard held.
SLUICE_DETAIL_COLD inline int make_trace_file(registry_state& registry, int rank) noexcept {
    trace_state& trace = registry.trace;
    constexpr unsigned most_tries = 100;
    for (unsigned i = 0; !trace.file.is_open(); ++i) {
        message_buffer path;
        append_trace_path(path, registry, rank, i);
        trace.file = open_for_appending(path.view().data(), true);
        if (trace.file.is_open()) break;
        int error = errno;
        if (error == ENOENT && i == 0) {
            message_buffer folder;
            folder.append(trace.directory.view());
            folder.append('\0');
            error = make_folders(folder.view().data());
        }
        bool const again = error == 0 || error == EEXIST;
        if (!again || i == most_tries) return error;
    }
    trace.file_rank = rank;
    trace.file_size = 0;
    trace.file_strings = 0;
    return 0;
}

/// Writes a record and the strings in front of it; takes back the part of them that came through where the rest didn't.
/// With the guard held, to an open file.
SLUICE_DETAIL_COLD inline bool write_to_trace(registry_state& registry, buffer const& made) noexcept {
    trace_state& trace = registry.trace;
    int const error = made.is_truncated() ? ENOMEM : write_to(trace.file.number, file_kind::plain, made.view()).error;
    if (error != 0) {
        cut_file(trace.file, trace.file_size);
        lose_trace(registry, "can't write to a file in ", error);
        return false;
    }
    trace.file_size += made.view().size();
    trace.file_strings = trace.strings.count;
    end_trace_loss(registry);
    return true;
}

}  // namespace sluice::detail
