// Whether there is a structured trace, and that it survives a fork. Part of the runtime. Knows nothing of records.
#pragma once

#include "../state/registry_state.hpp"

namespace sluice::detail {

/// The traces that were ever on. A fork waits for the record that each is writing: so the child, in which there are no
/// other threads to end it, finds whole files and open locks.
struct trace_list {
    mutex guard{};
    trace_state* first = nullptr;
};
SLUICE_DETAIL_HIDDEN inline constinit trace_list all_traces{};

SLUICE_DETAIL_COLD inline void lock_traces() noexcept {
    all_traces.guard.lock();
    for (trace_state* each = all_traces.first; each != nullptr; each = each->next) each->guard.lock();
}
SLUICE_DETAIL_COLD inline void unlock_traces() noexcept {
    for (trace_state* each = all_traces.first; each != nullptr; each = each->next) each->guard.unlock();
    all_traces.guard.unlock();
}

SLUICE_DETAIL_COLD inline void enlist(trace_state& trace) noexcept {
    lock_guard const held{all_traces.guard};
    for (trace_state const* each = all_traces.first; each != nullptr; each = each->next)
        if (each == &trace) return;
    if (all_traces.first == nullptr) call_around_fork(lock_traces, unlock_traces);
    trace.next = all_traces.first;
    all_traces.first = &trace;
}

/// With the trace's guard held.
SLUICE_DETAIL_COLD inline void close_trace(trace_state& trace) noexcept {
    if (trace.file >= 0) close_file(trace.file);
    trace.file = -1;
}

/// From now on the trace goes to new files in this folder; nowhere where it is empty. Locks.
SLUICE_DETAIL_COLD inline void start_trace(registry_state& registry, text_view directory) noexcept {
    trace_state& trace = registry.trace;
    if (!directory.empty()) enlist(trace);
    lock_guard const held{trace.guard};
    close_trace(trace);
    bool const on = trace.directory.assign(directory) && !directory.empty();
    registry.trace_gate().store(on ? level::debug : level::off);
}

}  // namespace sluice::detail
