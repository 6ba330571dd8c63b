// From a call site to the outputs: the cold half of a log call that is on. Part of the runtime.
#pragma once

#include "../../context.hpp"
#include "../state/environment.hpp"
#include "format_message.hpp"
#include "layout.hpp"
#include "sinks.hpp"
#include "site.hpp"

namespace sluice::detail {

/// The format of the record's lines. With the output's guard held.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline text_view line_format_of(output_state const& output,
                                                                   record const& made) noexcept {
    text_view const chosen = output.format.view();
    return !chosen.empty() ? chosen : !made.line_format.empty() ? made.line_format : default_line_format;
}

/// Says how many those were.
SLUICE_DETAIL_COLD inline void append_dropped(buffer& out, unsigned long long count) noexcept {
    out.append("sluice: ");
    out.append_number(count);
    out.append(count == 1 ? " record was" : " records were");
    out.append(" lost: logged by a signal handler, an allocator or a formatter that came into other records\n");
}

/// Hands a record to the sinks, if there are any. True where one took it in place of stderr.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool write_to_sinks(registry_state& registry, record const& made) noexcept {
    if (!has_sinks(registry)) return false;
    buffer format;
    {
        turn const my{};
        if (!my.mine()) return false;  // to be dropped below
        lock_guard const held{registry.output.guard};
        format.append(line_format_of(registry.output, made));
    }
    record handed = made;
    handed.line_format = format.view();
    return call_sinks(registry, handed);
}

/// Hands a record to the file and, unless a sink has taken it in place of that, to stderr.
SLUICE_DETAIL_COLD inline void write_record(registry_state& registry, record const& made, bool taken) noexcept {
    turn const my{};
    if (!my.mine()) return drop_record(registry);
    output_state& output = registry.output;
    lock_guard const held{output.guard};
    bool const to_file = !output.path.view().empty();
    if (taken && !to_file) return;
    text_view const format = line_format_of(output, made);
    buffer lines;
    unsigned long long const dropped = exchange_relaxed(output.dropped, 0ull);
    auto const make_lines = [&](bool colour, bool escaped) noexcept {
        lines.clear();
        if (dropped != 0) append_dropped(lines, dropped);
        lay_out(lines, made, format, colour, escaped);
        lines.admit_loss("\n");
    };
    if (to_file && open_output(registry)) {
        make_lines(false, escapes(output, output.file_is_terminal));
        if (write_to_file(registry, lines.view()) && (taken || !output.stderr_too)) return;
    }
    make_lines(output.colour, escapes(output, output.terminal));
    write_stderr(lines.view());
}

/// What this thread is working on, or empty.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline text_view current_trace_id() noexcept {
    context const* const where = context::current();
    return where == nullptr ? text_view{} : where->text();
}

/// Whether the filter of trace ids, if there is one, shows what this thread logs. Locks only where there is one.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool passes_filter(output_state& output) noexcept {
    if (!load_relaxed(output.filters)) return true;
    turn const my{};
    if (!my.mine()) return true;  // to be dropped by whoever writes it
    lock_guard const held{output.guard};
    text_view const ids = output.trace_ids.view();
    return ids.empty() || lists_id(ids, current_trace_id());
}

/// Does what a signal handler has asked for with reload_soon(), where that can be done here: listeners are called, for
/// which a sink mustn't be waited for.
SLUICE_DETAIL_COLD inline void reload_if_wanted(registry_state& registry) noexcept {
    if (!load_relaxed(registry.reload_wanted) || turn::is_taken() || sinks_of_this_thread != nullptr) return;
    if (exchange_relaxed(registry.reload_wanted, false)) read_environment_again(registry);
}

/// Whether a call is on that found its gate open: what a limit counts.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline bool is_on(site const& at) noexcept {
    reload_if_wanted(at.from->registry);
    return passes_when_ready(*at.from, at.at) && passes_filter(at.from->registry.output);
}

/// How many texts this thread is making, each but the first within a formatter of the one before.
SLUICE_DETAIL_HIDDEN inline constinit thread_local unsigned texts_begun = 0;

/// Of these at once. A formatter that logs what it formats would fill the stack; one that does so twice makes 2^16 calls.
SLUICE_DETAIL_HIDDEN inline constexpr unsigned most_texts_begun = 16;

/// The text of a call's message. False, with the record counted, where it came into too many others.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool make_text(buffer& out, site const& at,
                                                       format_arguments arguments) noexcept {
    if (texts_begun == most_texts_begun) {
        drop_record(at.from->registry);
        return false;
    }
    ++texts_begun;
    format_message(out, at.format, arguments);
    --texts_begun;
    out.admit_loss();
    return true;
}

/// Makes a record of the message and hands it to the outputs.
SLUICE_DETAIL_COLD inline void write_message(site const& at, text_view text) noexcept {
    source const& from = *at.from;
    wall_time now{};
    {
        turn const my{};
        if (!my.mine()) return drop_record(from.registry);
        now = local_time_now();  // which takes a lock of the C library's
    }
    record const made{at.at,
                      from.logger,
                      from.artifact,
                      at.file,
                      at.line,
                      at.function,
                      now,
                      process_id(),
                      thread_id(),
                      load_relaxed(from.registry.rank),
                      current_trace_id(),
                      text,
                      from.line_format};
    write_record(from.registry, made, write_to_sinks(from.registry, made));
}

/// Whether one of the registry's records may have this logger.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool has_logger(tables const& table, text_view logger) noexcept {
    for (size_t i = 0; i < table.component_count; ++i)
        if (is_within(logger, table.logger_of(table.components[i]))) return true;
    for (size_t i = 0; i < table.artifact_count; ++i)
        if (is_within(logger, table.artifacts[i].logger)) return true;
    return logger.size() > table.root.size() && is_within(logger, table.root);
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME void emit_message(site const& at, format_arguments arguments) noexcept {
    undisturbed const calm;
    if (!is_on(at)) return;
    buffer text;
    if (!make_text(text, at, arguments)) return;
    write_message(at, text.view());
}

SLUICE_DETAIL_RUNTIME void emit_record(source const& from, level at, record const& made) noexcept {
    undisturbed const calm;
    reload_if_wanted(from.registry);
    if (!passes_when_ready(from, at) || !passes_filter(from.registry.output)) return;
    record own = made;
    own.at = at;
    own.logger = from.logger;
    own.artifact = from.artifact;
    own.process = process_id();
    if (own.thread == 0) own.thread = thread_id();
    if (own.time.month == 0) {
        turn const my{};
        if (!my.mine()) return drop_record(from.registry);
        unsigned long long const seconds = own.time.since_epoch;
        own.time = seconds == 0 ? local_time_now() : local_time(seconds, own.time.nanosecond);
    }
    own.rank = load_relaxed(from.registry.rank);
    own.trace_id = current_trace_id();
    own.line_format = from.line_format;
    bool const comes_back = has_logger(from.registry.table, made.logger);
    write_record(from.registry, own, !comes_back && write_to_sinks(from.registry, own));
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
