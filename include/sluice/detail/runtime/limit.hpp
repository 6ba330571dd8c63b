// Calls with a limit: the decision which are logged, and the notes about suppressed ones. Part of the runtime.
#pragma once

#include "../base/hash.hpp"
#include "emit.hpp"

namespace sluice::detail {

/// The calls with limits, of all registries: those that have suppressed messages; and the texts that calls with
/// limit::once have logged: their hashes, in an open hash table.
struct SLUICE_DETAIL_HIDDEN limited_calls : part {
    limit_state* suppressing = nullptr;  // a list that only grows; ordered; stored with the lock held
    unsigned long long* hashes SLUICE_DETAIL_GUARDED_BY(lock) = nullptr;
    size_t count SLUICE_DETAIL_GUARDED_BY(lock) = 0;
    size_t capacity SLUICE_DETAIL_GUARDED_BY(lock) = 0;
};
SLUICE_DETAIL_HIDDEN inline constinit limited_calls all_limited_calls{};

/// Appends the number of suppressed messages.
SLUICE_DETAIL_COLD inline void append_suppressed(buffer& out, unsigned long long count) noexcept {
    out.append('(');
    out.append_number(count);
    out.append(" held back)");
}

/// Tells what each call has suppressed since its last message. Not if an output is stuck: the program ends.
SLUICE_DETAIL_COLD inline void report_suppressed(limit_state* first) noexcept {
    for (limit_state* each = first; each != nullptr; each = load_ordered(each->next)) {
        unsigned long long const count = exchange_relaxed(each->suppressed, 0ull);
        if (count == 0) continue;
        if (!are_parts_free()) return;
        record_buffer text;
        append_suppressed(text, count);
        write_message(*each->listed, text);
    }
}

SLUICE_DETAIL_COLD inline void handle_limited_calls(part& self, part_event event) noexcept SLUICE_DETAIL_UNCHECKED {
    auto& seen = static_cast<limited_calls&>(self);
    limit_state* const first = load_ordered(seen.suppressing);
    if (event == part_event::last) report_suppressed(first);
    if (event == part_event::in_child)  // the parent tells of them
        for (limit_state* each = first; each != nullptr; each = load_ordered(each->next))
            store_relaxed(each->suppressed, 0ull);
    if (event != part_event::unload) return;
    lock_guard const held{seen.lock};
    free(seen.hashes);
    seen.hashes = nullptr;
    seen.count = seen.capacity = 0;
}

/// Returns the slot of a hash: the one that contains it, or else a free one. There is always a free slot.
[[nodiscard]] SLUICE_DETAIL_COLD inline unsigned long long& place_of(unsigned long long hash,
                                                                     unsigned long long* hashes,
                                                                     size_t capacity) noexcept {
    size_t i = static_cast<size_t>(hash ^ (hash >> 32)) & (capacity - 1);  // the capacity is a power of two
    while (hashes[i] != 0 && hashes[i] != hash) i = (i + 1) & (capacity - 1);
    return hashes[i];
}

/// Doubles the table. Returns false if memory runs out.
SLUICE_DETAIL_COLD inline bool grow(limited_calls& seen) noexcept SLUICE_DETAIL_REQUIRES(seen.lock) {
    size_t const capacity = seen.capacity == 0 ? 64 : seen.capacity * 2;
    auto* const hashes = static_cast<unsigned long long*>(calloc(capacity, sizeof(unsigned long long)));
    if (hashes == nullptr) return false;
    for (size_t i = 0; i < seen.capacity; ++i)
        if (seen.hashes[i] != 0) place_of(seen.hashes[i], hashes, capacity) = seen.hashes[i];
    free(seen.hashes);
    seen.hashes = hashes;
    seen.capacity = capacity;
    return true;
}

/// Maximum number of remembered texts, in 1 MiB. Later ones, or those without memory, are logged each time: rather once
/// too often than never.
inline constexpr size_t max_seen_texts = 65536;

/// Returns true if the text is new at this level from this channel. Any thread; locks; allocates.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool is_new(site const& at, text_view text) noexcept {
    reentrancy_guard const guard;
    if (!guard.is_outermost()) return true;  // write_record() drops it
    channel_info const& channel = *at.channel;
    char const level_and_border[] = {static_cast<char>(at.at), '\xff'};  // 0xff is never in UTF-8
    unsigned long long hash = hash_of({level_and_border, 2}, hash_of(channel.logger, hash_of(channel.registry.table.environment)));
    hash = hash_of(text, hash_of({level_and_border, 2}, hash_of(channel.artifact, hash)));
    if (hash == 0) hash = 1;  // 0 is a free slot
    limited_calls& seen = all_limited_calls;
    register_part(seen, part_rank::texts, handle_limited_calls);
    lock_guard const held{seen.lock};
    if (seen.capacity != 0 && place_of(hash, seen.hashes, seen.capacity) == hash) return false;
    if (seen.count < max_seen_texts && (seen.count < seen.capacity / 2 || grow(seen))) {
        place_of(hash, seen.hashes, seen.capacity) = hash;
        ++seen.count;
    }
    return true;
}

/// Counts a suppressed call, and lists it the first time, unless the thread is busy. Returns false.
SLUICE_DETAIL_COLD inline bool count_suppressed(limited_site const& at) noexcept {
    limit_state& state = at.state;
    fetch_add_relaxed(state.suppressed, 1ull);
    if (load_relaxed(state.listed) != nullptr) return false;
    reentrancy_guard const guard;
    if (!guard.is_outermost()) return false;
    limited_calls& calls = all_limited_calls;
    register_part(calls, part_rank::texts, handle_limited_calls);
    lock_guard const held{calls.lock};
    if (state.listed != nullptr) return false;
#if !SLUICE_DETAIL_LOADER
    if (calls.suppressing == nullptr) atexit([] { report_suppressed(load_ordered(all_limited_calls.suppressing)); });
#endif
    limit_state** link = &calls.suppressing;
    while (*link != nullptr) link = &(*link)->next;
    if (state.copy != nullptr) static_cast<site&>(*state.copy) = at;
    store_relaxed(state.listed, state.copy != nullptr ? static_cast<limited_site const*>(state.copy) : &at);
    store_ordered(*link, &state);
    return false;
}

/// Converts seconds to nanoseconds, at most 2^62, which is 146 years.
[[nodiscard]] constexpr unsigned long long to_nanoseconds(double seconds) noexcept {
    constexpr double max = 4611686018.0;  // 2^62 nanoseconds
    if (!(seconds > 0)) return 0;         // NaN too
    return static_cast<unsigned long long>((seconds < max ? seconds : max) * 1e9);
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME bool check_limit(limited_site const& at, unsigned long long n) noexcept {
    call_scope const scope;
    if (!is_on(*at.channel, at.at, at.file)) return false;
    unsigned long long const before = fetch_add_relaxed(at.state.calls, 1ull);
    if (n != 0 && (at.kind == limit::first_n ? before < n : before % n == 0)) return true;
    return count_suppressed(at);
}

SLUICE_DETAIL_RUNTIME bool check_limit(limited_site const& at, double seconds) noexcept {
    call_scope const scope;
    if (!is_on(*at.channel, at.at, at.file)) return false;
    unsigned long long const last = load_relaxed(at.state.last);
    unsigned long long const now = monotonic_nanoseconds();
    unsigned long long const interval = to_nanoseconds(seconds);
    // If another thread stored the time meanwhile, it logs its message instead.
    if (interval == 0 || ((last == 0 || now >= last + interval) && replace_relaxed(at.state.last, last, now)))
        return true;
    return count_suppressed(at);
}

SLUICE_DETAIL_RUNTIME void emit_limited(limited_site const& at, format_arguments arguments) noexcept {
    call_scope const scope;
    if (!is_on(*at.channel, at.at, at.file)) return;
    record_buffer text;
    format_message(text, format_of(at), arguments);
    if (at.kind == limit::once && !is_new(at, text.view())) {
        count_suppressed(at);
        return;
    }
    unsigned long long const suppressed = exchange_relaxed(at.state.suppressed, 0ull);
    if (suppressed != 0) {
        // The note goes at the end of the last line, before a final newline.
        size_t const size = text.size();
        if (size != 0 && text.view()[size - 1] == '\n') text.shorten(size - 1);
        text.append(' ');
        append_suppressed(text, suppressed);
    }
    deferral* const deferred = load_ordered(at.channel->registry.deferred);
    if (deferred != nullptr && deferred->take_message(at, text.view(), at.state.copy != nullptr, *deferred)) return;
    write_message(at, text);
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
