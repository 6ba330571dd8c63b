// From a call site to the outputs: the cold half of a log call that is on. Part of the runtime.
#pragma once

#include "../../config.hpp"
#include "../../context.hpp"
#include "../state/environment.hpp"
#include "format_message.hpp"
#include "layout.hpp"
#include "site.hpp"

namespace sluice::detail {

/// The part of a path after the source root, or after leading "../" parts.
[[nodiscard]] constexpr char const* relative_file(char const* path) noexcept {
    text_view const whole{path};
    text_view const root{SLUICE_CFG_SOURCE_ROOT};
    if (!root.empty() && whole.starts_with(root)) return path + root.size();
    size_t dropped = 0;
    while (whole.part(dropped).starts_with("../")) dropped += 3;
    return path + dropped;
}

/// Hands a record to the outputs.
SLUICE_DETAIL_COLD inline void write_record(registry_state& registry, record const& made,
                                            text_view own_format) noexcept {
    output_state& output = registry.output;
    lock_guard const held{output.guard};
    text_view const chosen = output.format.view();
    text_view const format = !chosen.empty() ? chosen : !own_format.empty() ? own_format : default_line_format;
    buffer lines;
    bool const to_file = !output.path.view().empty();
    if (to_file) {
        lay_out(lines, made, format);
        if (write_to_file(registry, lines.view()) && !output.stderr_too) return;
    }
    if (!to_file || output.colour) {
        lines.shorten(0);
        lay_out(lines, made, format, output.colour);
    }
    write_stderr(lines.view());
}

/// What this thread is working on, or empty.
[[nodiscard]] inline text_view current_trace_id() noexcept {
    context const* const where = context::current();
    return where == nullptr ? text_view{} : where->text();
}

/// Whether the filter of trace ids, if there is one, shows what this thread logs. Locks only where there is one.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool passes_filter(output_state& output) noexcept {
    if (!load_relaxed(output.filters)) return true;
    lock_guard const held{output.guard};
    text_view const ids = output.trace_ids.view();
    return ids.empty() || lists_id(ids, current_trace_id());
}

/// Whether a call is on that found its gate open: what a limit counts.
[[nodiscard]] inline bool is_on(site const& at) noexcept {
    return passes_when_ready(*at.from, at.at) && passes_filter(at.from->registry.output);
}

/// Makes a record of the message and hands it to the outputs.
SLUICE_DETAIL_COLD inline void write_message(site const& at, text_view text) noexcept {
    source const& from = *at.from;
    record const made{at.at,
                      from.logger,
                      from.artifact,
                      relative_file(at.file),
                      at.line,
                      at.function,
                      local_time_now(),
                      process_id(),
                      load_relaxed(from.registry.rank),
                      current_trace_id(),
                      text};
    write_record(from.registry, made, from.line_format);
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME void emit_message(site const& at, format_arguments arguments) noexcept {
    errno_keeper const kept;
    if (!is_on(at)) return;
    buffer text;
    format_message(text, at.format, arguments);
    write_message(at, text.view());
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
