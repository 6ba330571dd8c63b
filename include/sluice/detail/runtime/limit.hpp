// Calls with a limit: which of them get through, and what their messages say of the others. Part of the runtime.
#pragma once

#include "../base/hash.hpp"
#include "emit.hpp"

namespace sluice::detail {

/// The place of a hash in the table: where it is, or the free place where it belongs. There is always a free one.
[[nodiscard]] SLUICE_DETAIL_COLD inline unsigned long long& place_of(unsigned long long hash,
                                                                     seen_texts const& seen) noexcept {
    size_t i = static_cast<size_t>(hash ^ (hash >> 32)) & (seen.capacity - 1);  // the capacity is a power of two
    while (seen.hashes[i] != 0 && seen.hashes[i] != hash) i = (i + 1) & (seen.capacity - 1);
    return seen.hashes[i];
}

/// Doubles the table. False where memory runs out.
SLUICE_DETAIL_COLD inline bool grow(seen_texts& seen) noexcept {
    size_t const capacity = seen.capacity == 0 ? 64 : seen.capacity * 2;
    auto* const hashes = static_cast<unsigned long long*>(calloc(capacity, sizeof(unsigned long long)));
    if (hashes == nullptr) return false;
    unsigned long long* const old = seen.hashes;
    size_t const old_capacity = seen.capacity;
    seen.hashes = hashes;
    seen.capacity = capacity;
    for (size_t i = 0; i < old_capacity; ++i)
        if (old[i] != 0) place_of(old[i], seen) = old[i];
    free(old);
    return true;
}

/// How many texts a registry remembers, in 1 MiB. Those that come later, or for which there is no memory, are new each
/// time: rather once too often than never.
inline constexpr size_t most_seen_texts = 65536;

/// Whether the text comes for the first time at this level from this logger. Any thread; locks; allocates.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool is_new(site const& at, text_view text) noexcept {
    turn const my{};
    if (!my.mine()) return true;  // to be dropped by whoever writes it
    char const level_and_border[] = {static_cast<char>(at.at), '\xff'};  // which stands in no text that is UTF-8
    unsigned long long hash = hash_of({level_and_border, 2}, hash_of(at.from->logger));
    hash = hash_of(text, hash_of({level_and_border, 2}, hash_of(at.from->artifact, hash)));
    if (hash == 0) hash = 1;  // a place that is free
    seen_texts& seen = at.from->registry.seen;
    lock_guard const held{seen.guard};
    if (seen.capacity != 0 && place_of(hash, seen) == hash) return false;
    if (seen.count < most_seen_texts && (seen.count < seen.capacity / 2 || grow(seen))) {
        place_of(hash, seen) = hash;
        ++seen.count;
    }
    return true;
}

/// Counts a call that was held back. Returns false, for those that say so.
SLUICE_DETAIL_COLD inline bool hold_back(limited_site const& at) noexcept {
    fetch_add_relaxed(at.state.held_back, 1ull);
    return false;
}

/// Seconds as nanoseconds, at most what a clock shows after 146 years.
[[nodiscard]] constexpr unsigned long long to_nanoseconds(double seconds) noexcept {
    constexpr double most = 4611686018.0;  // 2^62 nanoseconds
    if (!(seconds > 0)) return 0;          // NaN too
    return static_cast<unsigned long long>((seconds < most ? seconds : most) * 1e9);
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME bool admit(limited_site const& at, unsigned long long n) noexcept {
    undisturbed const calm;
    if (!is_on(at)) return false;
    unsigned long long const before = fetch_add_relaxed(at.state.calls, 1ull);
    if (n != 0 && (at.kind == limit::first_n ? before < n : before % n == 0)) return true;
    return hold_back(at);
}

SLUICE_DETAIL_RUNTIME bool admit(limited_site const& at, double seconds) noexcept {
    undisturbed const calm;
    if (!is_on(at)) return false;
    unsigned long long const last = load_relaxed(at.state.last);
    unsigned long long const now = monotonic_nanoseconds();
    unsigned long long const interval = to_nanoseconds(seconds);
    // Another thread may have come in between, and has been let through then.
    if (interval == 0 || ((last == 0 || now >= last + interval) && replace_relaxed(at.state.last, last, now)))
        return true;
    return hold_back(at);
}

SLUICE_DETAIL_RUNTIME void emit_limited(limited_site const& at, format_arguments arguments) noexcept {
    undisturbed const calm;
    if (!is_on(at)) return;
    local_buffer<1024> text;
    if (!make_text(text, at, arguments)) return;
    if (at.kind == limit::once && !is_new(at, text.view())) {
        hold_back(at);
        return;
    }
    unsigned long long const held_back = exchange_relaxed(at.state.held_back, 0ull);
    if (held_back != 0) {
        // A newline at the end ends the last line, where the note goes.
        size_t const size = text.view().size();
        if (size != 0 && text.view()[size - 1] == '\n') text.shorten(size - 1);
        text.append(" (");
        text.append_number(held_back);
        text.append(" held back)");
    }
    write_message(at, text.view());
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
