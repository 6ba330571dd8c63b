// Composes and writes records of the structured trace. Part of the runtime; the cold half of SLUICE_TRACE.
//
//     V1122 10:00:00.123456 12345 src/planner.cpp:42] {"plan": {"nodes": 12}, "rank": 3, "has_payload": "<md5>"}
//             the payload's first line, after a tab
#pragma once

#include "../../context.hpp"
#include "../output/record_layout.hpp"
#include "../runtime/emit.hpp"
#include "call.hpp"
#include "file.hpp"
#include "json_text.hpp"
#include "md5.hpp"
#include "strings.hpp"

namespace sluice::detail {

/// Appends the text before the JSON. In the path '_' replaces control characters and colons, because readers end the
/// path at the first colon.
SLUICE_DETAIL_COLD inline void append_trace_prefix(buffer& out, wall_time const& now, text_view file,
                                                   unsigned line) noexcept {
    out.append('V');
    char time[21];
    put_glog_time(time, now);
    out.append({time, 20});
    out.append(' ');
    out.append_number(process_id());
    out.append(' ');
    message_buffer path;
    for (char c : file) path.append(c == ':' || static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? '_' : c);
    append_utf8(out, path.view());
    out.append(':');
    out.append_number(line);
    out.append("] ");
}

/// Appends the payload's lines as they are in the file; returns the sum of the payload as readers see it. They drop the
/// '\r' at a line's end, so this function does.
SLUICE_DETAIL_COLD inline md5_digits append_payload(buffer& out, text_view payload) noexcept {
    md5 sum;
    for (bool first = true;; first = false) {
        size_t const end = payload.find('\n');
        text_view line = payload.part(0, end);
        while (!line.empty() && line[line.size() - 1] == '\r') line = line.part(0, line.size() - 1);
        out.append('\t');
        size_t const start = out.view().size();
        append_utf8(out, line);
        if (!first) sum.append("\n");
        sum.append(out.view().part(start));
        out.append('\n');
        if (end == payload.size()) return sum.digits();
        payload = payload.part(end + 1);
    }
}

SLUICE_DETAIL_COLD inline void append_trace_id(buffer& out, text_view key, optional_id id) noexcept {
    if (!id.given()) return;
    out.append(", \"");
    out.append(key);
    out.append("\": ");
    out.append_number(id.value());
}

/// Appends the ids of the thread's context.
SLUICE_DETAIL_COLD inline void append_trace_ids(buffer& out) noexcept {
    context_node const* const where = current_context();
    if (where == nullptr) return;
    trace_id const& ids = where->ids;
    append_trace_id(out, "compiled_autograd_id", ids.compiled_autograd_id);
    append_trace_id(out, "frame_id", ids.frame_id);
    append_trace_id(out, "frame_compile_id", ids.frame_compile_id);
    append_trace_id(out, "attempt", ids.attempt);
}

/// Appends the record that gives an interned string its id. It has no place in the program.
SLUICE_DETAIL_COLD inline void append_string_record(buffer& out, wall_time const& now, text_view text,
                                                    unsigned id) noexcept {
    append_trace_prefix(out, now, "intern", 0);
    out.append("{\"str\": [");
    append_json_string(out, text);
    out.append(", ");
    out.append_number(id);
    out.append("]}\n");
}

/// Appends the interned strings that aren't in the file yet, so that each id is defined before its use. With the
/// trace's lock held, for an open file.
SLUICE_DETAIL_COLD inline void append_new_strings(buffer& out, wall_time const& now, trace_state const& trace) noexcept {
    for (unsigned id = trace.file_strings; id < trace.strings.count; ++id)
        append_string_record(out, now, trace.strings.texts[id].view(), id);
}

/// Reports once for each reserved name that records of that name aren't written.
SLUICE_DETAIL_COLD inline void report_reserved_name(trace_state& trace, text_view name, site const& at) noexcept {
    unsigned bit = 1;
    for (text_view const& each : reserved_trace_names) {
        if (each == name) break;
        bit <<= 1;
    }
    {
        lock_guard const held{trace.lock};
        if ((trace.refused & bit) != 0) return;
        trace.refused |= bit;
    }
    message_buffer message;
    message.append("sluice: ");
    message.append(at.file);
    message.append(':');
    message.append_number(at.line);
    message.append(": SLUICE_TRACE: no record is written for ");
    append_quoted(message, name);
    message.append(": the trace format reserves this name\n");
    write_stderr(message.view());
}

/// Writes a record. `payload` is null if there is none. Appends a message about a file that it starts.
SLUICE_DETAIL_COLD inline void write_to_file(text_view name, json_view const& metadata, text_view const* payload,
                                             trace_site const& at, buffer& started) noexcept {
    trace_state& trace = at.trace;
    reentrancy_guard const guard;
    if (!guard.is_outermost()) return drop_record(trace.registry);
    if (!is_trace_name(name)) return report_reserved_name(trace, name, at);
    local_buffer<1024> lines;
    md5_digits sum;
    if (payload != nullptr) sum = append_payload(lines, *payload);
    // Locks for the rest of the function: times increase from record to record, and a fork, which takes the lock, never
    // splits a record.
    lock_guard const held{trace.lock};
    int const rank = load_relaxed(trace.registry.state->rank);
    wall_time const now = trace.clock.now();
    if (!open_trace(trace, rank, now.since_epoch, started)) return;
    local_buffer<1024> made;
    append_new_strings(made, now, trace);
    append_trace_prefix(made, now, at.file, at.line);
    made.append('{');
    append_json_string(made, name);
    made.append(": ");
    append_json(made, metadata);
    if (rank >= 0) append_trace_id(made, "rank", static_cast<unsigned>(rank));
    append_trace_ids(made);
    if (payload != nullptr) {
        made.append(", \"has_payload\": \"");
        made.append(sum.view());
        made.append('"');
    }
    made.append("}\n");
    made.append(lines.view());
    if (lines.is_truncated()) return fail_trace(trace, "can't write to a file in ", ENOMEM);
    write_to_trace(trace, made);
}

/// Writes a record, and tells in the log, at info by the root's logger, where a new file is.
SLUICE_DETAIL_COLD inline void write_trace(text_view name, json_view const& metadata, text_view const* payload,
                                           trace_site const& at) noexcept {
    call_scope const scope;
    record_buffer started;
    write_to_file(name, metadata, payload, at, started);
    if (started.empty() || level_of_name(at.trace.registry, "all") > level::info) return;
    site told = at;
    told.at = level::info;
    write_message(told, started);
}

SLUICE_DETAIL_RUNTIME_BEGIN
SLUICE_DETAIL_PRESERVE_MOST_BEGIN

SLUICE_DETAIL_COLD_ENTRY bool trace_is_on(trace_site const& at) noexcept {
    call_scope const scope;
    trace_state& trace = at.trace;
    if (load_relaxed(trace.registry.reload_requested)) reload_if_requested(trace.registry);
    if (!configure_trace(trace)) {
        drop_record(trace.registry);
        return false;
    }
    return trace.own.passes(at.at);
}

SLUICE_DETAIL_COLD_ENTRY void trace(text_view name, json_view const& metadata, trace_site const& at) noexcept {
    write_trace(name, metadata, nullptr, at);
}
SLUICE_DETAIL_COLD_ENTRY void trace(text_view name, json_view const& metadata, text_view payload,
                                    trace_site const& at) noexcept {
    write_trace(name, metadata, &payload, at);
}

SLUICE_DETAIL_COLD_ENTRY unsigned intern_text(trace_state& trace, text_view text) noexcept {
    call_scope const scope;
    if (!configure_trace(trace) || !trace.own.passes(trace_level)) return not_interned;
    reentrancy_guard const guard;
    if (!guard.is_outermost()) return not_interned;
    lock_guard const held{trace.lock};
    interned const found = intern_in(trace.strings, text);
    if (!found.good) return not_interned;
    // Otherwise the next record writes it.
    if (found.is_new && !trace.to.failed && has_file(trace, load_relaxed(trace.registry.state->rank))) {
        local_buffer<1024> made;
        append_new_strings(made, trace.clock.now(), trace);
        write_to_trace(trace, made);
    }
    return found.id;
}

SLUICE_DETAIL_PRESERVE_MOST_END
SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
