// The writing thread: merges the rings in the order of time, formats the records, and passes them on as those of calls that
// write at once.
#pragma once

#include "batch.hpp"
#include "take.hpp"

namespace sluice::detail {

/// Nanoseconds, or ticks, after which a thread's store of `begun` is seen. Records are older than that when they are written.
inline constexpr word64 horizon_margin = 10000;

/// Keeps the rate of the records' clock: it is measured against the system's each second, and differences are made up for in
/// the next one, so that time doesn't go back, unless the system's clock was set.
SLUICE_DETAIL_COLD inline void adjust_rate(deferred_engine& engine) noexcept {
    deferred_header& header = *engine.header;
    clock_rate const& now = header.rates[header.rate & 1];
    auto const [ticks, wall] = read_clocks(engine.uses_ticks);
    word64 const predicted = now.at(ticks);
    auto const passed = static_cast<double>(ticks - engine.first_ticks);
    auto const difference = static_cast<double>(static_cast<long long>(wall - predicted));
    constexpr double second = 1e9;
    bool const was_set = difference > second || difference < -second;
    if (was_set) {
        engine.first_ticks = ticks;
        engine.first_wall = wall;
        engine.last_wall = 0;
    }
    double const rate = was_set ? now.nanoseconds : static_cast<double>(wall - engine.first_wall) / passed;
    clock_rate& next = header.rates[(header.rate + 1) & 1];
    next.ticks = ticks;
    next.wall = was_set ? wall : predicted;
    next.nanoseconds = was_set ? rate : rate * (1 + (difference > 5e8 ? 5e8 : difference < -5e8 ? -5e8 : difference) / second);
    store_ordered(header.rate, header.rate + 1);
}

/// A pass over all rings: what was in them at its start, up to a time.
struct SLUICE_DETAIL_HIDDEN drain_pass {
    word64 horizon;
    word64 next_time;  // of the ring with the second earliest record
    ring* first;     // that with the earliest, or null

    [[nodiscard]] static encoded_record const* record_in(ring const& from) noexcept {
        word64 const next = from.header->next;
        return next == from.limit_of_reader ? nullptr
                                            : reinterpret_cast<encoded_record const*>(from.data + (next & from.mask));
    }
    /// Finds the ring with the earliest record, up to the horizon.
    void choose(ring* rings, word64 session) noexcept {
        first = nullptr;
        word64 earliest = ~word64{0};
        next_time = ~word64{0};
        for (ring* each = rings; each != nullptr; each = each->next) {
            encoded_record const* const record = load_ordered(each->session) == session ? record_in(*each) : nullptr;
            if (record == nullptr) continue;
            if (record->time < earliest) {
                next_time = earliest;
                earliest = record->time;
                first = each;
            } else if (record->time < next_time) {
                next_time = record->time;
            }
        }
        if (earliest > horizon) first = nullptr;
        if (next_time > horizon) next_time = horizon;
    }
};

/// Formats a record, and passes it to the sinks and outputs.
SLUICE_DETAIL_HIDDEN inline void write_encoded(deferred_engine& engine, encoded_record const& from, ring const& in, buffer& text) noexcept {
    site const& at = *site_of_id(from.site);
    channel_info const& channel = *at.channel;
    text.clear();
    argument_decoder decoder{from};
    decoder.append_message(text, format_of(at));
    clock_rate const& rate = engine.header->rates[engine.header->rate & 1];
    word64 const time = rate.at(from.time) < engine.last_wall ? engine.last_wall : rate.at(from.time);
    engine.last_wall = time;
    record made{at.at, channel.logger, channel.artifact, at.file, at.line, at.function, {}, process_id(), in.header->thread,
                load_relaxed(engine.core.state->rank), decoder.context(from.context), {}, {}};
    made.time.since_epoch = time / 1000000000;
    made.time.nanosecond = static_cast<unsigned>(time % 1000000000);
    write_record_of(at, made, text);
}

/// Writes what is in the rings, in order, except what may be preceded by a record that a thread is encoding. Returns the
/// number of records.
SLUICE_DETAIL_HIDDEN inline size_t drain_once(deferred_engine& engine, deferred_batch& batch, buffer& text) noexcept {
    ring* const rings = load_ordered(engine.rings);
    word64 const session = engine.writer_session;
    drain_pass pass{ticks_now(engine.uses_ticks) - horizon_margin, 0, nullptr};
    for (ring* each = rings; each != nullptr; each = each->next) {
        if (load_ordered(each->session) != session) continue;
        if (word64 const begun = load_ordered(each->header->begun); begun != 0 && begun < pass.horizon) pass.horizon = begun;
        each->limit_of_reader = load_ordered(each->header->head);
    }
    size_t count = 0;
    for (;;) {
        pass.choose(rings, session);
        if (pass.first == nullptr) break;
        ring& from = *pass.first;
        for (encoded_record const* each = drain_pass::record_in(from); each != nullptr && each->time <= pass.next_time;
             each = drain_pass::record_in(from)) {
            unsigned const size = each->size;
            write_encoded(engine, *each, from, text);
            from.header->next += size;
            ++count;
        }
    }
    if (count != 0) {
        log_file& output = engine.core.state->file;
        lock_guard const held{output.lock};
        flush_batch(batch, output);
    }
    return count;
}

/// Lets other threads use the rings of threads that have ended. Returns the number of records that rings had no room for.
SLUICE_DETAIL_COLD inline word64 look_at_threads(deferred_engine& engine) noexcept {
    for (thread_rings* each = load_ordered(engine.threads); each != nullptr; each = each->next)
        if (load_ordered(each->state) == thread_rings::ended && load_relaxed(each->session) == engine.writer_session &&
            is_drained(*each->main) && is_drained(*each->for_handlers))
            store_ordered(each->state, thread_rings::vacant);
    word64 dropped = 0;
    for (ring* each = load_ordered(engine.rings); each != nullptr; each = each->next)
        if (load_ordered(each->session) == engine.writer_session) dropped += load_relaxed(each->header->dropped);
    return dropped;
}

SLUICE_DETAIL_COLD inline void report_overflow(deferred_engine& engine, word64 count) noexcept {
    message_buffer message;
    append_filled(message, "sluice: $a: ", {engine.core.table.environment});
    message.append_number(count);
    append_filled(message, " record$a lost: the buffers of their threads were full\n", {count == 1 ? " was" : "s were"});
    write_stderr(message.view());
}

/// Waits for records, by the strategy of the options. `idle` counts the waits without one.
SLUICE_DETAIL_COLD inline void wait_for_records(deferred_engine& engine, unsigned idle) noexcept {
    if (load_relaxed(engine.flushes) != 0 || load_ordered(engine.ends)) {
        if (idle > 2) sleep_for(2000);
        return;
    }
    if (engine.options.idle == idle_strategy::spin) return;
    if (engine.options.idle == idle_strategy::yield) return yield_processor();
    constexpr unsigned busy = 200;  // waits, after which they are ten times as long
    word64 const period = word64{engine.options.period} * 1000 * (idle > busy ? 10 : 1);
    store_relaxed(engine.sleeps, true);
    engine.wake.wait(period);
    store_relaxed(engine.sleeps, false);
}

[[nodiscard]] SLUICE_DETAIL_COLD inline bool are_rings_empty(deferred_engine const& engine) noexcept {
    for (ring const* each = load_ordered(engine.rings); each != nullptr; each = each->next)
        if (load_ordered(each->session) == engine.writer_session && !is_drained(*each)) return false;
    return true;
}

/// The thread.
SLUICE_DETAIL_COLD inline void* write_deferred(void* of) noexcept {
    auto& engine = *static_cast<deferred_engine*>(of);
    defers_nothing = true;
    name_thread("sluice-writer");
    if (engine.options.cpu >= 0) static_cast<void>(run_on_processor(engine.options.cpu));
    deferred_batch batch{engine};
    batch_of_thread = &batch;
    local_buffer<4096> text;
    store_ordered(engine.thread, this_thread_id());
    word64 reported = 0, looked = ticks_now(engine.uses_ticks), adjusted = looked, told = looked;
    double const a_second = 1e9 / engine.header->rates[0].nanoseconds;
    for (unsigned idle = 0;;) {
        bool const ends = load_ordered(engine.ends);  // before the rings: nobody adds to them after it
        idle = drain_once(engine, batch, text) != 0 ? 0 : idle + 1;
        word64 const now = ticks_now(engine.uses_ticks);
        if (static_cast<double>(now - adjusted) >= a_second) {
            adjusted = now;
            adjust_rate(engine);
        }
        if (ends || static_cast<double>(now - looked) >= a_second / 10) {
            looked = now;
            word64 const dropped = look_at_threads(engine);
            if (dropped > reported && (ends || static_cast<double>(now - told) >= a_second)) {
                report_overflow(engine, dropped - reported);
                reported = dropped;
                told = now;
            }
        }
        if (ends && idle > 0 && are_rings_empty(engine)) break;
        if (idle != 0) wait_for_records(engine, idle);
    }
    {
        lock_guard const held{the_standard_error.lock};
        flush_error_text(batch);
    }
    batch_of_thread = nullptr;
    store_ordered(engine.has_ended, true);
    return nullptr;
}

}  // namespace sluice::detail
