// The trace's file: made by the first record, written by one process, and given up where the system refuses. Part of
// the runtime. Knows nothing of JSON.
//
//     dedicated_log_shop_trace_rank_3_k2v9x0ab.log
#pragma once

#include "../buffer.hpp"
#include "../state/output.hpp"
#include "start.hpp"

namespace sluice::detail {

/// Whether a file is open, of this process, whose parent may have had another, and of this rank.
[[nodiscard]] inline bool has_file(trace_state const& trace, int rank) noexcept {
    return trace.file >= 0 && trace.file_process == process_id() && trace.file_rank == rank;
}

/// Ends tracing, until the environment is read again, and says why. With the trace's guard held.
SLUICE_DETAIL_COLD inline void give_up_trace(registry_state& registry, text_view what, int error) noexcept {
    registry.trace_gate().store(level::off);
    close_trace(registry.trace);
    buffer said;
    companion_variable const variable{registry, "_TRACE", true};
    variable.complain(said);
    said.append(what);
    append_quoted(said, registry.trace.directory.view());
    said.append(": ");
    said.append(error_text{error}.text);
    said.append("; nothing more is traced\n");
    write_stderr(said.view());
}

/// Makes each folder of the path that isn't there. Returns 0, or the number of the error.
SLUICE_DETAIL_COLD inline int make_folders(text_view path) noexcept {
    int error = 0;
    for (size_t end = 0; end < path.size() && error == 0;) {
        end += 1 + path.part(end + 1).find('/');  // not the '/' that it may start with
        buffer part;
        part.append(path.part(0, end));
        part.append('\0');
        error = make_folder(part.view().data());
    }
    return error;
}

/// The name of a file, and a NUL. Other tries give other names.
SLUICE_DETAIL_COLD inline void append_trace_path(buffer& out, registry_state const& registry, int rank,
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
    for (unsigned i = 0; trace.file < 0; ++i) {
        buffer path;
        append_trace_path(path, registry, rank, i);
        trace.file = open_for_appending(path.view().data(), true);
        if (trace.file >= 0) break;
        int error = errno;
        if (error == ENOENT && i == 0) error = make_folders(trace.directory.view());
        bool const again = error == 0 || error == EEXIST;
        if (!again || i == most_tries) return error;
    }
    trace.file_process = process_id();
    trace.file_rank = rank;
    trace.file_size = 0;
    return 0;
}

/// Writes a whole record; takes back the part of it that came through where the rest didn't. With the guard held, to
/// an open file.
SLUICE_DETAIL_COLD inline void write_to_trace(registry_state& registry, buffer const& made) noexcept {
    trace_state& trace = registry.trace;
    int const error = made.lost() != 0 ? ENOMEM : write_to(trace.file, made.view());
    if (error == 0) {
        trace.file_size += made.view().size();
        return;
    }
    cut_file(trace.file, trace.file_size);
    give_up_trace(registry, "can't write to a file in ", error);
}

}  // namespace sluice::detail
