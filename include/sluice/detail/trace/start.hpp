// Whether there is a structured trace. Part of the runtime. Knows nothing of records.
#pragma once

#include "../runtime/registry_state.hpp"

namespace sluice::detail {

/// With the trace's guard held.
SLUICE_DETAIL_COLD inline void close_trace(trace_state& trace) noexcept {
    close_file(trace.file);
}

/// From now on the trace goes to new files in this folder; nowhere where it is empty. Locks.
SLUICE_DETAIL_COLD inline void start_trace(registry_state& registry, text_view directory) noexcept {
    trace_state& trace = registry.trace;
    lock_guard const held{trace.guard};
    close_trace(trace);
    trace.failed = false;
    bool const on = trace.directory.assign(directory) && !directory.empty();
    registry.trace_gate().store(on ? level::debug : level::off);
}

}  // namespace sluice::detail
