// The caller's side: a record on its way into its thread's ring. No lock, no system call and no allocation after a
// thread's first record and a site's first record, unless the ring is half full.
#pragma once

#include "../os/thread_end.hpp"
#include "../runtime/emit.hpp"
#include "sites.hpp"

namespace sluice::detail {

/// Encodes a record and publishes it. While `begun` isn't 0, the writer holds back later records of other threads; a
/// signal handler on this thread leaves the ring alone; and recovery knows that the last record was torn.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE encoding encode_record(deferred_engine const& engine, thread_rings& mine, ring& to,
                                                                 word id, format_arguments const& arguments,
                                                                 record_form form) noexcept {
    ring_header& header = *to.header;
    store_relaxed(header.begun, mine.last);
    compiler_barrier();  // a handler that interrupts this after the store finds it; one before it is over
    encoding result = encoding::no_room;
    word const head = load_relaxed(header.head);
    word const time = ticks_now(engine.uses_ticks);
    context_node const* const where = current_context();
    size_t const context = where == nullptr ? 0 : where->text().size();
    bool const is_open = load_relaxed(engine.session) == mine.session;
    if (is_open && to.limit - head >= max_fixed_size + context + sizeof(word)) [[likely]] {
        char* const first = to.data + (head & to.mask);
        auto* const made = reinterpret_cast<encoded_record*>(first);
        if (context != 0) memcpy(made + 1, where->text().data(), context);
        argument_encoder encoder{first + sizeof(encoded_record) + round_up(context, sizeof(word)), first + (to.limit - head)};
        result = encode_arguments(encoder, arguments);
        if (result == encoding::done) [[likely]] {
            auto const size = static_cast<unsigned>(encoder.end() - first);
            word const tags = form == record_form::arguments ? encoder.tags() : static_cast<word>(argument_tag::message);
            *made = {size, static_cast<unsigned>(context), time, id & ~site_flags, tags};
            store_ordered(header.head, head + size);
            mine.last = time;
        }
    }
    store_ordered(header.begun, word{0});
    return result;
}

/// Ends the rings of a thread, for all registries, when it ends: the writer drains them, then another thread may use them.
SLUICE_DETAIL_HIDDEN inline void end_rings(thread_rings** first) {
    thread_rings* each = *first;
    *first = nullptr;
    while (each != nullptr) {
        thread_rings* const next = each->next_of_thread;
        store_ordered(each->state, thread_rings::ended);
        each = next;
    }
}

SLUICE_DETAIL_COLD inline void wake_writer(deferred_engine& engine) noexcept {
    if (load_relaxed(engine.sleeps)) engine.wake.post();
}

/// Waits until a ring's records up to a position are written, or the session has ended, and they are too.
SLUICE_DETAIL_COLD inline void wait_until_written(deferred_engine& engine, ring const& from, word position) noexcept {
    if (load_ordered(from.header->tail) >= position) return;
    fetch_add_relaxed(engine.flushes, 1u);
    for (word const session = load_relaxed(from.session);
         session == load_relaxed(from.session) && load_ordered(from.header->tail) < position &&
         load_relaxed(from.header->capacity) != 0;) {  // 0: the mapping was replaced
        wake_writer(engine);
        sleep_for(20000);
    }
    fetch_add_relaxed(engine.flushes, ~0u);
}
SLUICE_DETAIL_COLD inline void drain_rings(deferred_engine& engine, thread_rings const& mine) noexcept {
    for (ring const* each : {mine.main, mine.for_handlers})
        if (each->session != 0) wait_until_written(engine, *each, load_relaxed(each->header->head));
}

/// Returns this thread's rings; null if there is no room for them, or it holds the engine's lock.
[[nodiscard]] SLUICE_DETAIL_COLD inline thread_rings* find_rings(deferred_engine& engine) noexcept SLUICE_DETAIL_UNCHECKED {
    thread_rings* mine = rings_of_thread;
    while (mine != nullptr && mine->engine != &engine) mine = mine->next_of_thread;
    word const session = load_relaxed(engine.session);
    if (mine != nullptr && mine->session == session) return mine;
    if (mine != nullptr && mine->session != 0) drain_rings(engine, *mine);  // of a session that ends: keeps the order
    if (session == 0 || engine.lock.is_mine()) return nullptr;
    lock_guard const held{engine.lock};
    if (load_relaxed(engine.session) == 0) return nullptr;
    thread_rings* const opened = open_rings(engine, mine);
    if (opened == nullptr || opened == mine) return opened;
    if (rings_of_thread == nullptr) at_thread_end<thread_rings*, end_rings>(rings_of_thread);
    opened->next_of_thread = rings_of_thread;
    compiler_barrier();
    rings_of_thread = opened;
    return opened;
}

/// Looks how far the writer is. Wakes it if the ring is half full. Returns true if there is more room than before.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool refresh_limit(deferred_engine& engine, ring& of) noexcept {
    word const before = of.limit, capacity = of.mask + 1;
    of.limit = load_ordered(of.header->tail) + capacity;
    if (of.limit - of.header->head < capacity / 2) wake_writer(engine);
    return of.limit != before;
}

/// Gives a thread a ring of twice the size, unless that exceeds the bound. The writer drains the old one.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool grow_ring(deferred_engine& engine, thread_rings& mine) noexcept {
    size_t const capacity = static_cast<size_t>(mine.main->mask + 1) * 2;
    if (capacity > engine.options.max_buffer_size || engine.lock.is_mine()) return false;
    lock_guard const held{engine.lock};
    if (load_relaxed(engine.session) != mine.session) return false;
    auto* const made = static_cast<ring*>(map_memory(sizeof(ring)));
    if (made == nullptr || !map_ring(engine, *made, capacity)) return false;
    mine.main = made;
    return true;
}

[[nodiscard]] SLUICE_DETAIL_HIDDEN bool take_slowly(deferred_engine& engine, site const& at, format_arguments arguments,
                                                    record_form form) noexcept;

/// Formats the message now, as an argument is an object of a class, or there are too many.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool take_formatted(deferred_engine& engine, site const& at, format_arguments arguments,
                                                            bool is_copy) noexcept {
    record_buffer text;
    format_message(text, format_of(at), arguments);
    format_text const message(text.view().data(), text.view().size());
    record_form const form = is_copy ? record_form::message_of_copy : record_form::message;
    if (take_slowly(engine, at, format_library::make_format_args(message), form)) return true;
    write_message(at, text);
    return true;
}

/// Takes a record in all cases that the call itself doesn't handle. Returns false if the record must be written now.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool take_slowly(deferred_engine& engine, site const& at, format_arguments arguments,
                                                         record_form form) noexcept {
    call_scope const scope;
    if (form == record_form::arguments && !is_on(*at.channel, at.at, at.file)) return true;
    if (defers_nothing) return false;
    thread_rings* mine = find_rings(engine);
    if (mine == nullptr) return false;
    bool const is_copy = form == record_form::message_of_copy || at.kind == limit::late;
    bool const is_nested = load_relaxed(mine->main->header->begun) != 0;
    if (is_nested && load_relaxed(mine->for_handlers->header->begun) != 0) return drop_record(engine.core), true;
    word const id = describe(engine, at, is_copy, is_nested);
    if (id == 0 && is_nested) return drop_record(engine.core), true;
    if (id == 0) return drain_rings(engine, *mine), false;
    if (!is_copy) mine->sites[site_index(at)] = id;
    encoding result = encoding::unknown_type;
    for (;;) {
        ring& to = is_nested ? *mine->for_handlers : *mine->main;
        if (mine->session != load_relaxed(engine.session)) return drain_rings(engine, *mine), false;
        if ((id & format_first) == 0 || form != record_form::arguments) result = encode_record(engine, *mine, to, id, arguments, form);
        if (result == encoding::unknown_type) return take_formatted(engine, at, arguments, is_copy);
        if (result == encoding::done || refresh_limit(engine, to)) {
            if (result == encoding::done) break;
            continue;
        }
        bool const is_empty = is_drained(to);
        if (is_nested || (engine.options.full == when_full::drop && !is_empty)) {
            store_relaxed(to.header->dropped, to.header->dropped + 1);
            return true;
        }
        if (is_empty) return false;  // it is too large
        if (engine.options.full == when_full::grow && grow_ring(engine, *mine)) continue;
        wake_writer(engine);
        sleep_for(20000);
    }
    if ((id & drain_after) != 0 && !is_nested) drain_rings(engine, *mine);
    return true;
}

/// Returns true if a call whose gate is open is on, and nothing else needs to be looked at.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE bool is_plainly_on(channel_info const& channel, level at) noexcept {
    registry_core const& core = channel.registry;
    SLUICE_DETAIL_EXTENDED_ONLY(if (load_ordered(core.state->controls) != nullptr) return false;)
    return !load_relaxed(core.reload_requested) && channel.own.is_configured() && channel.own.passes(at) &&
           load_ordered(core.state->output)->trace_ids.size == 0;
}

SLUICE_DETAIL_HIDDEN inline bool take_record(deferral& self, site const& at, format_arguments arguments, record_form form) noexcept {
    auto& engine = static_cast<deferred_engine&>(self);
    thread_rings* const mine = rings_of_thread;
    if (mine != nullptr && mine->engine == &engine && is_plainly_on(*at.channel, at.at)) [[likely]] {
        ring& to = *mine->main;
        word const id = reinterpret_cast<word>(&at);
        if (mine->sites[site_index(at)] == id && load_relaxed(to.header->begun) == 0) [[likely]]
            if (encode_record(engine, *mine, to, id, arguments, form) == encoding::done) [[likely]] return true;
    }
    return take_slowly(engine, at, arguments, form);
}

/// Waits until the records that this thread has logged are written: the next one will be written at once.
SLUICE_DETAIL_COLD inline void drain_this_thread(deferral& self) noexcept {
    auto& engine = static_cast<deferred_engine&>(self);
    if (defers_nothing) return;
    for (thread_rings const* mine = rings_of_thread; mine != nullptr; mine = mine->next_of_thread)
        if (mine->engine == &engine && mine->session != 0) drain_rings(engine, *mine);
}

}  // namespace sluice::detail
