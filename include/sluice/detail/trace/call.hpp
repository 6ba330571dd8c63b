// The interface between calls of SLUICE_TRACE and the runtime: the gate, the reserved names, and the functions that an
// enabled call uses.
#pragma once

#include "../../json.hpp"
#include "../call/site.hpp"

namespace sluice {

/// The result of intern() if there is no trace.
inline constexpr unsigned not_interned = 0xffffffff;

namespace detail {

struct trace_state;

// The trace's own gate, hidden as those of rows are.
template <class Rows>
SLUICE_DETAIL_HIDDEN inline constinit gate trace_gate{};

/// A registry's trace as a channel, as far as a call site needs it.
template <class Rows>
struct trace_channel {
    using rows = Rows;
    static constexpr bool is_artifact = false;
    static constexpr text_view artifact_name{};
    static constexpr text_view line_format{};

    [[nodiscard]] static constexpr text_view logger() noexcept { return Rows::root; }

private:
    friend channel_access;
    SLUICE_DETAIL_HIDDEN static constexpr detail::gate& gate() noexcept { return trace_gate<Rows>; }
};

/// The level at which call sites test the trace's gate: only the threshold off disables it; and in a strip list only
/// all=off strips traces.
inline constexpr level trace_level = level::critical;

/// The names with another meaning in a record, for PyTorch or for tlparse. A record has exactly one other name.
SLUICE_DETAIL_HIDDEN inline constexpr text_view reserved_trace_names[] = {
    "",
    "rank",
    "compiled_autograd_id",
    "frame_id",
    "frame_compile_id",
    "attempt",
    "subgraph_name",
    "severity",
    "timestamp",
    "pathname",
    "lineno",
    "thread",
    "payload_filename",
    "has_payload",
    "str",
    "stack",
};

[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool is_trace_name(text_view name) noexcept {
    for (text_view const& each : reserved_trace_names)
        if (each == name) return false;
    return true;
}

/// The site of a call of SLUICE_TRACE.
struct trace_site : site {
    trace_state& trace;
};

SLUICE_DETAIL_RUNTIME_BEGIN
SLUICE_DETAIL_PRESERVE_MOST_BEGIN

/// Returns true if the trace is on, after configuring the registry. Any thread; locks only if there is something to do.
SLUICE_DETAIL_COLD_ENTRY bool trace_is_on(trace_site const& at) noexcept;

/// Writes a record. Any thread; not async-signal-safe. Locks; allocates for records of over 1 KiB.
SLUICE_DETAIL_COLD_ENTRY void trace(text_view name, json_view const& metadata, trace_site const& at) noexcept;
SLUICE_DETAIL_COLD_ENTRY void trace(text_view name, json_view const& metadata, text_view payload,
                                    trace_site const& at) noexcept;

SLUICE_DETAIL_COLD_ENTRY unsigned intern_text(trace_state& trace, text_view text) noexcept;

SLUICE_DETAIL_PRESERVE_MOST_END
SLUICE_DETAIL_RUNTIME_END

}  // namespace detail
}  // namespace sluice
