// Writing what flight recorders keep: to a registry's outputs, and from signal handlers.
#pragma once

#include "../runtime/registry_state.hpp"
#include "flight_recorder.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED

/// Writes lines to the file and stderr, as those of a record.
SLUICE_DETAIL_COLD inline void write_recorded(registry_state& registry, text_view lines) noexcept {
    output_config const& config = *load_ordered(registry.output);
    unsigned nanoseconds = 0;
    unsigned long long const second = wall_seconds(nanoseconds);
    bool in_file = false;
    if (config.path.size != 0) {
        lock_guard const held{registry.file.lock};
        writer& to = registry.file.to;
        text_view const path = config.path.view();
        int const rank = load_relaxed(registry.rank);
        bool const is_ready = to.file.is_open() && !to.failed && !load_relaxed(to.stale) && !is_due(to, second);
        in_file = (is_ready || open_writer(to, path, rank)) && write_lines(to, path, rank, lines);
    }
    if (in_file && !config.stderr_too) return;
    lock_guard const held{the_standard_error.lock};
    write_stderr(the_standard_error, lines, second);
}

/// Writes what the registry's recorders keep, each record once, in order. Other threads wait until it is written. The
/// caller holds a reentrancy_guard, and no lock.
SLUICE_DETAIL_COLD inline void write_recorders(registry_core& registry) noexcept {
    if (load_ordered(the_recorders.first) == nullptr) return;
    lock_guard const held{the_recorders.lock};
    recorder_walk walk{&registry, false};
    for (recorded_lines lines; walk.next(lines);) write_recorded(*registry.state, lines.view());
}

#endif

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME void dump_recorders([[maybe_unused]] registry_core& registry) noexcept {
#if SLUICE_CFG_EXTENDED
    call_scope const scope;
    reentrancy_guard const guard;
    if (guard.is_outermost() && load_ordered(registry.state) != nullptr) write_recorders(registry);
#endif
}

SLUICE_DETAIL_RUNTIME void dump_recorders([[maybe_unused]] int descriptor) noexcept {
#if SLUICE_CFG_EXTENDED
    int const error = errno;
    if (fetch_add_ordered(the_recorders.in_handlers, 1u) == 0) {
        recorder_walk walk{nullptr, true};
        opened_file to;
        to.descriptor = descriptor == 2 ? standard_error : descriptor;
        to.kind = file_kind::stream;
        for (recorded_lines lines; walk.next(lines);)
            if (write_record(to, lines.view()).error != 0) break;
    } else {  // another thread has crashed too: if this one ended the process now, it would cut off what that writes
        unsigned long long const until = monotonic_nanoseconds() + write_timeout;
        while (load_ordered(the_recorders.in_handlers) > 1 && monotonic_nanoseconds() < until) {
        }
    }
    fetch_add_ordered(the_recorders.in_handlers, ~0u);
    errno = error;
#endif
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
