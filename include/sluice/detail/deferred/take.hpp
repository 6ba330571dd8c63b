// The caller's side: a record on its way into its thread's ring. No lock, no system call and no allocation after a
// thread's first record and a site's first record, unless the ring is half full.
#pragma once

#include "../os/thread_end.hpp"
#include "../runtime/emit.hpp"
#include "sites.hpp"

namespace sluice::detail {

/// Encodes a record and publishes it. While `begun` isn't 0, the writer holds back later records of other threads; a
/// signal handler on this thread leaves the ring alone; and recovery knows that the last record was torn. `message` is the
/// formatted message, if it isn't null.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline encoding encode_record(deferred_engine const& engine, thread_rings& mine, ring& to, word64 id,
                                                                 format_arguments const& arguments, text_view const* message) noexcept {
    ring_header& header = *to.header;
    store_relaxed(header.begun, mine.last);
    compiler_barrier();  // a handler that interrupts this after the store finds it; one before it is over
    encoding result = encoding::no_room;
    word64 const head = load_relaxed(header.head);
    word64 const time = ticks_now(engine.uses_ticks);
    context_node const* const where = current_context();
    text_view const context = where == nullptr ? text_view{} : where->text();
    if (load_relaxed(mine.open_for) == &engine && to.limit - head >= max_fixed_size) {
        char* const first = to.data + (head & to.mask);
        argument_encoder encoder{first + sizeof(encoded_record), first + (to.limit - head)};
        result = message != nullptr ? encoder.encode_message(*message) : encoder.encode(arguments, context);
        if (result == encoding::done) {
            auto const size = static_cast<unsigned>(encoder.end() - first);
            *reinterpret_cast<encoded_record*>(first) = {size, static_cast<unsigned>(context.size()), time, id & ~site_flags,
                                                         encoder.tags()};
            store_ordered(header.head, head + size);
            mine.last = time;
        }
    }
    store_ordered(header.begun, word64{0});
    return result;
}

/// Bytes after a record that the next ones take: their page may not be known to the processor.
inline constexpr size_t prefetch_distance = 128;

/// The same in the common case: numbers and short texts, outside of contexts. Returns false if it isn't that.
template <bool UsesTicks>
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE bool encode_plainly(deferred_engine const& engine, thread_rings& mine, ring& to, word64 id,
                                                              word64 plan, packed_arguments const& arguments) noexcept {
    ring_header& header = *to.header;
    store_relaxed(header.begun, mine.last);
    compiler_barrier();
    if (load_relaxed(mine.open_for) == &engine) [[likely]] {
        word64 const head = load_relaxed(header.head);
        word64 const time = ticks_now(UsesTicks);
        size_t const room = static_cast<size_t>(to.limit - head);
        if (room >= max_fixed_size + max_encoded_arguments * max_short_size) [[likely]] {
            char* const first = to.data + (head & to.mask);
            char* at = first + sizeof(encoded_record);
            auto const* value = arguments.values;
            char const* const end = at + (plan & 0xff);
            do {
                memcpy(at, value->bytes, sizeof(word64));
                ++value;
            } while ((at += sizeof(word64)) != end);
            bool is_short = true;
            for (word64 texts = plan >> 8; texts != 0; texts &= texts - 1) {
                auto const i = static_cast<size_t>(static_cast<unsigned>(__builtin_ctzll(texts)));
                word64 const size = arguments.values[i].text.size;
                if (size > max_short_size) [[unlikely]] {
                    is_short = false;
                    break;
                }
                memcpy(first + sizeof(encoded_record) + i * sizeof(word64), &size, sizeof size);
                copy_short(at, arguments.values[i].text.data, static_cast<size_t>(size));
                at += round_up(static_cast<size_t>(size), sizeof(word64));
            }
            if (is_short) [[likely]] {
                auto const size = static_cast<unsigned>(at - first);
                *reinterpret_cast<encoded_record*>(first) = {size, 0, time, id, arguments.types};
                store_ordered(header.head, head + size);
                mine.last = time;
                store_ordered(header.begun, word64{0});
                __builtin_prefetch(at + prefetch_distance, 1);
                return true;
            }
        }
    }
    store_ordered(header.begun, word64{0});
    return false;
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
SLUICE_DETAIL_COLD inline void wait_until_written(deferred_engine& engine, ring const& from, word64 position) noexcept {
    if (load_ordered(from.header->tail) >= position) return;
    fetch_add_relaxed(engine.flushes, 1u);
    for (word64 const session = load_ordered(from.session);
         session != 0 && session == load_ordered(from.session) && load_ordered(from.header->tail) < position;) {
        wake_writer(engine);
        sleep_for(20000);
    }
    fetch_add_relaxed(engine.flushes, ~0u);
}
SLUICE_DETAIL_COLD inline void drain_rings(deferred_engine& engine, thread_rings const& mine) noexcept {
    for (ring const* each : {mine.main, mine.for_handlers})
        if (load_ordered(each->session) != 0) wait_until_written(engine, *each, load_relaxed(each->header->head));
}

/// Returns this thread's rings; null if there is no room for them, or it holds the engine's lock.
[[nodiscard]] SLUICE_DETAIL_COLD inline thread_rings* find_rings(deferred_engine& engine) noexcept SLUICE_DETAIL_UNCHECKED {
    thread_rings* mine = rings_of_thread;
    while (mine != nullptr && mine->engine != &engine) mine = mine->next_of_thread;
    word64 const session = load_relaxed(engine.session);
    if (mine != nullptr && load_relaxed(mine->open_for) == &engine) return mine;
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
    word64 const before = of.limit, capacity = of.mask + 1;
    of.limit = load_ordered(of.header->tail) + capacity;
    if (of.limit - of.header->head < capacity / 2) wake_writer(engine);
    return of.limit != before;
}

/// Gives a thread a ring of twice the size, unless that exceeds the bound. The writer drains the old one.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool grow_ring(deferred_engine& engine, thread_rings& mine) noexcept {
    size_t const capacity = static_cast<size_t>(mine.main->mask + 1) * 2;
    if (capacity > mine.max_capacity || engine.lock.is_mine()) return false;
    lock_guard const held{engine.lock};
    if (load_relaxed(engine.session) != mine.session) return false;
    auto* const made = static_cast<ring*>(map_memory(sizeof(ring)));
    if (made == nullptr || !map_ring(engine, *made, capacity)) return false;
    mine.main = made;
    return true;
}

/// Takes a record in all cases. `message` is the formatted message, or null. Returns false if the record must be written
/// now; with unknown_type in `how` if its message must be formatted first.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool take_in_any_case(deferred_engine& engine, site const& at, format_arguments const& arguments,
                                                              text_view const* message, bool is_copy, encoding& how) noexcept {
    if (defers_nothing) return false;
    thread_rings* mine = find_rings(engine);
    if (mine == nullptr) return false;
    bool const is_nested = load_relaxed(mine->main->header->begun) != 0;
    if (is_nested && load_relaxed(mine->for_handlers->header->begun) != 0) return drop_record(engine.core), true;
    word64 const id = describe(engine, at, is_copy, is_nested);
    if (id == 0 && is_nested) return drop_record(engine.core), true;
    if (id == 0) return drain_rings(engine, *mine), false;
    how = message == nullptr && (id & format_first) != 0 ? encoding::unknown_type : encoding::no_room;
    if (how == encoding::unknown_type) return false;
    for (;;) {
        ring& to = is_nested ? *mine->for_handlers : *mine->main;
        how = encode_record(engine, *mine, to, id, arguments, message);
        if (how == encoding::done) break;
        if (how == encoding::unknown_type) return false;
        if (load_relaxed(mine->open_for) != &engine) return drain_rings(engine, *mine), false;
        if (refresh_limit(engine, to)) continue;
        bool const is_empty = is_drained(to);
        if (is_nested || (mine->full == when_full::drop && !is_empty)) {
            store_relaxed(to.header->dropped, to.header->dropped + 1);
            return true;
        }
        if (is_empty && refresh_limit(engine, to)) continue;
        if (is_empty) return false;  // it is too large
        if (mine->full == when_full::grow && grow_ring(engine, *mine)) continue;
        wake_writer(engine);
        sleep_for(20000);
    }
    if (message == nullptr && (id & site_flags) == 0)
        if (word64 const plan = plan_of(arguments); plan != 0) {
            mine->sites[site_index(at)] = 0;  // a signal handler sees both or none
            compiler_barrier();
            mine->plans[site_index(at)] = plan;
            compiler_barrier();
            mine->sites[site_index(at)] = id;
        }
    if ((id & drain_after) != 0 && !is_nested) drain_rings(engine, *mine);
    return true;
}

[[nodiscard]] SLUICE_DETAIL_COLD inline bool take_message(site const& at, text_view message, bool is_copy, deferral& self) noexcept {
    call_scope const scope;
    encoding how{};
    return take_in_any_case(static_cast<deferred_engine&>(self), at, format_library::make_format_args(), &message, is_copy, how);
}

/// Formats the message now: an argument is an object of a class, or there are too many.
SLUICE_DETAIL_COLD inline void take_formatted(site const& at, format_arguments arguments, bool is_copy, deferral& self) noexcept {
    record_buffer text;
    format_message(text, format_of(at), arguments);
    if (!take_message(at, text.view(), is_copy, self)) write_message(at, text);
}

SLUICE_DETAIL_COLD inline void take_slowly(site const& at, format_arguments arguments, deferral& self) noexcept {
    call_scope const scope;
    if (!is_on(*at.channel, at.at, at.file)) return;
    encoding how{};
    bool const is_copy = at.kind == limit::late;
    if (take_in_any_case(static_cast<deferred_engine&>(self), at, arguments, nullptr, is_copy, how)) return;
    how == encoding::unknown_type ? take_formatted(at, arguments, is_copy, self) : emit_now(at, arguments);
}

/// The first function of a deferred call. Of a site in the cache it is known that its gate was configured.
template <bool UsesTicks>
SLUICE_DETAIL_HIDDEN void take_record(site const& at, format_arguments arguments, deferral& self) noexcept {
    if constexpr (packed_arguments::is_known) {
        thread_rings* const mine = rings_of_thread;
        registry_core const& core = at.channel->registry;
        if (mine != nullptr && !load_relaxed(core.checks) && innermost_context == nullptr) [[likely]] {
            auto const& engine = static_cast<deferred_engine&>(self);
            ring& to = *mine->main;
            word64 const id = reinterpret_cast<word64>(&at);
            size_t const index = site_index(at);
            if (mine->sites[index] == id && load_relaxed(to.header->begun) == 0) [[likely]]
                if (encode_plainly<UsesTicks>(engine, *mine, to, id, mine->plans[index], unpack(arguments))) [[likely]] return;
        }
    }
    take_slowly(at, arguments, self);
}

/// Waits until the records that this thread has logged are written: the next one will be written at once.
SLUICE_DETAIL_COLD inline void drain_this_thread(deferral& self) noexcept {
    auto& engine = static_cast<deferred_engine&>(self);
    if (defers_nothing) return;
    for (thread_rings const* mine = rings_of_thread; mine != nullptr; mine = mine->next_of_thread)
        if (mine->engine == &engine && mine->session != 0) drain_rings(engine, *mine);
}

}  // namespace sluice::detail
