// What a call of SLUICE_TRACE and the runtime know of each other: the gate, the reserved names, and the functions that
// a call that is on goes to.
#pragma once

#include "../../json.hpp"
#include "../call/site.hpp"

namespace sluice {

/// What intern() returns where there is no trace.
inline constexpr unsigned not_interned = 0xffffffff;

namespace detail {

/// The gate of a registry's trace; a component's members, as far as a call site needs them.
template <class Rows>
struct trace_gate {
    using rows = Rows;
    static constexpr bool is_artifact = false;
    static constexpr text_view artifact_name{};
    static constexpr text_view line_format{};

    [[nodiscard]] static constexpr text_view logger() noexcept { return Rows::root; }
    [[nodiscard]] static constexpr cell& gate() noexcept { return gates_of<Rows>[table_rows<Rows>::row_count]; }
};

/// The level at which call sites test that gate: only off shuts it; and in a strip list all=off takes traces out of
/// the program, and nothing less does.
inline constexpr level trace_level = level::critical;

/// The names that stand for something else in a record, for PyTorch or for tlparse. A record has exactly one other.
SLUICE_DETAIL_HIDDEN inline constexpr text_view reserved_trace_names[] = {
    "",
    "rank",
    "compiled_autograd_id",
    "frame_id",
    "frame_compile_id",
    "attempt",
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

SLUICE_DETAIL_RUNTIME_BEGIN
SLUICE_DETAIL_PRESERVE_MOST_BEGIN

/// Whether the trace is on, once the registry is configured. Any thread; locks only where there is something to do.
SLUICE_DETAIL_COLD_ENTRY bool trace_is_on(site const& at) noexcept;

/// Writes a record. Any thread; not from a signal handler. Locks; allocates for records of over 1 KiB.
SLUICE_DETAIL_COLD_ENTRY void trace(text_view name, json_view const& metadata, site const& at) noexcept;
SLUICE_DETAIL_COLD_ENTRY void trace(text_view name, json_view const& metadata, text_view payload,
                                    site const& at) noexcept;

SLUICE_DETAIL_COLD_ENTRY unsigned intern_text(source const& from, text_view text) noexcept;

SLUICE_DETAIL_PRESERVE_MOST_END
SLUICE_DETAIL_RUNTIME_END

}  // namespace detail
}  // namespace sluice
