// Admission: what becomes of a record in a registry whose settings have controls, and writing it.
#pragma once

#include "../runtime/emit.hpp"
#include "recorder_dump.hpp"
#include "routes.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED

/// What becomes of a record that is on.
struct SLUICE_DETAIL_HIDDEN admission {
    bool goes_on;              // to the program's sinks and the outputs
    bool to_outputs;           // to the default outputs
    bool writes_recorders;     // before it
    route* to;                 // and to this one, or null
    flight_recorder* kept_by;  // if it doesn't go on; or null
};

/// Writes a record to its route, or, if that fails, to stderr.
SLUICE_DETAIL_OUT_OF_LINE inline void write_route(admission const& by, output_config const& config, line_format format,
                                                  record& made, buffer& text) noexcept {
    if (write_to_file(*by.to, by.to->path.view(), config, format, made, text)) return;
    if (!by.to_outputs) write_to_stderr(config, format, made, text);
}

/// Returns the line format of a channel's records.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline line_format choose_format(output_config const& config,
                                                                    channel_info const& channel) noexcept {
    return config.format.count != 0    ? config.format.view()
           : channel.pieces != nullptr ? *channel.pieces
                                       : line_format_of<default_format>;
}

/// Passes an admitted record to the sinks, its route and the default outputs, as write_record() does.
SLUICE_DETAIL_OUT_OF_LINE inline void write_admitted(channel_info const& channel, record& made, buffer& text,
                                                     bool to_sinks, admission const& by) noexcept {
    registry_state& registry = *channel.registry.state;
    output_config const& config = *load_ordered(registry.output);
    leave_room_for_lines(text);
    bool taken = false;
    if (to_sinks && has_sinks(registry.sinks)) {
        made.text = text.view();
        made.line_format = config.format.count != 0 ? config.format.text.view() : channel.format;
        taken = call_sinks(registry.sinks, made, channel.registry.table.root);
    }
    reentrancy_guard const guard;
    if (!guard.is_outermost()) return drop_record(channel.registry);
    if (load_relaxed(channel.registry.dropped) != 0) report_dropped(channel.registry);
    line_format const format = choose_format(config, channel);
    if (by.writes_recorders) write_recorders(channel.registry);
    if (by.to != nullptr) write_route(by, config, format, made, text);
    if (!by.to_outputs) return;
    bool const has_file = config.path.size != 0;
    bool const in_file = has_file && write_to_file(registry.file, config.path.view(), config, format, made, text);
    if (has_file ? !in_file || (config.stderr_too && !taken) : !taken) write_to_stderr(config, format, made, text);
}

#endif

}  // namespace sluice::detail
