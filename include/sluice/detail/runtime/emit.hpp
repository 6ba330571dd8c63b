// The path of an enabled log call from the call site to the outputs. Part of the runtime.
//
//     on? (configured, filter) -> format into one buffer -> lay the line out after it, once an output -> write
#pragma once

#include "../../context.hpp"
#include "../output/message.hpp"
#include "../output/record_layout.hpp"
#include "change.hpp"
#include "extensions.hpp"

namespace sluice::detail {

SLUICE_DETAIL_COLD inline void drop_record(registry_core& registry) noexcept {
    fetch_add_relaxed(registry.dropped, 1ull);
}

/// Reports the number of dropped records, if there are any.
SLUICE_DETAIL_COLD inline void report_dropped(registry_core& registry) noexcept {
    unsigned long long const count = exchange_relaxed(registry.dropped, 0ull);
    if (count == 0) return;
    message_buffer message;
    message.append("sluice: ");
    message.append_number(count);
    append_filled(message,
                  " record$a lost: logged by a signal handler, an allocator or a formatter during another record\n",
                          {count == 1 ? " was" : "s were"});
    write_stderr(message.view());
}

/// Does the reload that a signal handler requested with request_reload(), unless this thread is calling sinks:
/// reloading calls listeners, which must not wait for a sink.
SLUICE_DETAIL_COLD inline void reload_if_requested(registry_core& registry) noexcept {
    if (reentrancy_guard::is_held() || sinks_of_this_thread != nullptr) return;
    if (exchange_relaxed(registry.reload_requested, false)) reload_settings(registry);
}

/// Reports, once, that the filter drops records without a context.
SLUICE_DETAIL_MESSAGE inline void report_filter(registry_core& registry) noexcept {
    if (reentrancy_guard::is_held() || exchange_relaxed(registry.state->filter_reported, true)) return;
    message_buffer message;
    append_filled(message, "sluice: $a_TRACE_ID_FILTER: records outside of contexts are not shown\n",
                  {registry.table.environment});
    write_stderr(message.view());
}

/// Slow check after the gate let a call through: configures the registry, retests, applies the trace-id filter.
[[nodiscard]] SLUICE_DETAIL_OUT_OF_LINE inline bool is_on(channel_info const& channel, level at,
                                                     [[maybe_unused]] char const* file) noexcept {
    registry_core& core = channel.registry;
    if (load_relaxed(core.reload_requested)) reload_if_requested(core);
    if (!channel.own.is_configured() && !recheck(channel, at)) return false;
    if (!channel.own.passes(at)) return false;
    SLUICE_DETAIL_EXTENDED_ONLY(if (!is_wanted(channel, at, file)) return false;)
    text_view const ids = load_ordered(core.state->output)->trace_ids.view();
    if (ids.empty()) return true;
    context_node const* const where = current_context();
    if (where == nullptr) report_filter(core);
    return lists_id(ids, where == nullptr ? text_view{} : where->text());
}

/// Passes a record, whose text is in the buffer, to the sinks, the file and, unless a sink takes it in place of stderr,
/// to stderr.
SLUICE_DETAIL_OUT_OF_LINE inline void write_record(channel_info const& channel, record& made, buffer& text,
                                                   bool to_sinks) noexcept {
    registry_state& registry = *channel.registry.state;
    SLUICE_DETAIL_EXTENDED_ONLY(
        if (!load_relaxed(channel.own.has_logged)) store_relaxed(channel.own.has_logged, true);
        if (load_ordered(registry.controls) != nullptr) return write_controlled(channel, made, text, to_sinks);)
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
    line_format const format = config.format.count != 0         ? config.format.view()
                               : channel.pieces != nullptr      ? *channel.pieces
                                                                : line_format_of<default_format>;
    if (config.path.size == 0) {
        if (!taken) write_to_stderr(config, format, made, text);
        return;
    }
    bool const in_file = write_to_file(registry.file, config.path.view(), config, format, made, text);
    if (!in_file || (config.stderr_too && !taken)) write_to_stderr(config, format, made, text);
}

/// Sets the members of a record other than its text and its place.
SLUICE_DETAIL_HIDDEN inline void complete(record& made, channel_info const& channel) noexcept {
    made.process = process_id();
    if (made.thread == 0) made.thread = thread_id();
    made.rank = load_relaxed(channel.registry.state->rank);
    context_node const* const where = current_context();
    if (where != nullptr) made.trace_id = where->text();
}

/// Returns the format of a call's message.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE format_text format_of(site const& at) noexcept {
    return at.format_size != site::max_format_size ? format_text(at.format, at.format_size) : format_text(at.format);
}

/// The memory of a record, on the stack: its text and, after it, the lines of an output.
using record_buffer = local_buffer<1280>;

/// Passes on the record of a call.
SLUICE_DETAIL_ALWAYS_INLINE void write_record_of(site const& at, record& made, buffer& text) noexcept {
    SLUICE_DETAIL_EXTENDED_ONLY(
        if (site_counts* const counts = load_ordered(at.channel->registry.state->counts)) count_record(*counts, at);)
    write_record(*at.channel, made, text, true);
}

/// Makes a record of a call's message, and writes it.
SLUICE_DETAIL_OUT_OF_LINE inline void write_message(site const& at, buffer& text) noexcept {
    channel_info const& channel = *at.channel;
    record made{at.at, channel.logger, channel.artifact, at.file, at.line, at.function, {}, 0, 0, -1, {}, {}, {}};
    complete(made, channel);
    write_record_of(at, made, text);
}

/// Throws what a formatter throws, before anything is written: to handle it further out costs other messages nothing.
SLUICE_DETAIL_OUT_OF_LINE inline void format_and_write(site const& at, format_arguments arguments) {
    record_buffer text;
    append_formatted(text, format_of(at), arguments);
    text.mark_truncated();
    write_message(at, text);
}
SLUICE_DETAIL_COLD inline void format_fields_and_write(site const& at, format_arguments arguments) noexcept {
    record_buffer text;
    format_fields(text, format_of(at), arguments);
    text.mark_truncated();
    write_message(at, text);
}

/// Returns true if one of the registry's records may have this logger.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool has_logger(tables const& table, text_view logger) noexcept {
    for (size_t i = 0; i < table.component_count; ++i)
        if (is_within(logger, table.logger_of(table.components[i]))) return true;
    for (size_t i = 0; i < table.artifact_count; ++i)
        if (is_within(logger, table.artifacts[i].logger)) return true;
    return logger.size() > table.root.size() && is_within(logger, table.root);
}

SLUICE_DETAIL_OUT_OF_LINE inline void emit_now(site const& at, format_arguments arguments) noexcept {
    call_scope const scope;
    if (!is_on(*at.channel, at.at, at.file)) return;
    SLUICE_DETAIL_TRY { format_and_write(at, arguments); }
    SLUICE_DETAIL_CATCH_ALL { format_fields_and_write(at, arguments); }
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME_ENTRY void emit_message(site const& at, format_arguments arguments) noexcept {
    deferral* const deferred = load_ordered(at.channel->registry.deferred);
    if (deferred != nullptr) return deferred->take(at, arguments, *deferred);
    emit_now(at, arguments);
}

SLUICE_DETAIL_RUNTIME void emit_record(channel_info const& channel, level at, record const& from) noexcept {
    call_scope const scope;
    if (!is_on(channel, at, from.file)) return;
    deferral* const deferred = load_ordered(channel.registry.deferred);
    if (deferred != nullptr) deferred->drain(*deferred);  // it keeps this thread's order
    record made = from;
    made.at = at;
    made.logger = channel.logger;
    made.artifact = channel.artifact;
    complete(made, channel);
    bool const comes_back = has_logger(channel.registry.table, from.logger);
    record_buffer text;
    text.append(from.text);
    text.mark_truncated();
    write_record(channel, made, text, !comes_back);
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
