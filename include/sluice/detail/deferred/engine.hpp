// The state of a registry's deferred mode, and its file: blocks are added under the lock, and mapped as long as the mode
// is on.
#pragma once

#include "../os/parts.hpp"
#include "../os/posix_memory.hpp"
#include "../runtime/registry_state.hpp"
#include "layout.hpp"
#include "requests.hpp"

namespace sluice::detail {

struct deferred_engine;

/// A ring as its threads see it: mapped twice in a row after its header, so that each record is contiguous.
struct SLUICE_DETAIL_HIDDEN ring {
    ring_header* header = nullptr;
    char* data = nullptr;
    word64 mask = 0;
    word64 limit = 0;  // of the producer: the head may go so far
    word64 limit_of_reader = 0;  // of the consumer: the head as it was last seen
    word64 session = 0;  // of the engine, in which it is mapped, or 0; ordered
    bool is_listed = false;
    ring* next = nullptr;
};

/// The rings of a thread, for one registry. Used again after the thread's end; freed with its library.
struct SLUICE_DETAIL_HIDDEN thread_rings {
    static constexpr size_t site_count = 256;
    enum status : unsigned char { in_use, ended, vacant };

    deferred_engine* open_for = nullptr;  // while the session lasts; relaxed
    word64 last = 1;                        // the time of the last record
    ring* main = nullptr;
    deferred_engine* engine = nullptr;
    word64 session = 0;  // as the engine's, while the rings are mapped; relaxed
    ring* for_handlers = nullptr;  // of signals that interrupt a call
    when_full full = when_full::block;  // of the session's options, as the next
    size_t max_capacity = 0;
    status state = in_use;         // ordered
    // A cache of described sites whose calls need nothing special: their addresses, and the plans of their arguments.
    word64 sites[site_count] = {};
    word64 plans[site_count] = {};
    thread_rings* next = nullptr;
    thread_rings* next_of_thread = nullptr;
};

/// Flags in the lowest bits of a site's address.
inline constexpr word64 format_first = 1;  // its messages are formatted in the call
inline constexpr word64 drain_after = 2;   // its calls wait until the record is written
inline constexpr word64 is_copied = 4;     // the site is a copy of one that lived only during a call
inline constexpr word64 site_flags = 7;

/// The described sites: addresses with their flags, in an open hash table.
struct SLUICE_DETAIL_HIDDEN site_table {
    word64 capacity;
    word64 count;
    word64 slots[1];  // ordered
};

struct SLUICE_DETAIL_HIDDEN deferred_engine : deferral, part {
    registry_core& core;
    word64 session = 0;  // not 0 while the mode is on; relaxed
    bool uses_ticks = false;
    deferred_options options{};
    thread_rings* threads = nullptr;  // a list that only grows; ordered
    ring* rings = nullptr;            // likewise
    site_table* known = nullptr;      // ordered; stored with the lock held

    // With the lock held:
    unsigned users = 0;  // scopes
    word64 sessions = 0;
    int file = -1;
    size_t file_size = 0;
    size_t page = 4096;
    deferred_header* header = nullptr;
    site_block* sites = nullptr;  // the current block
    owned_text path{};            // NUL-terminated
    site* copies = nullptr;       // free places for copies of sites
    size_t copies_left = 0;
    bool room_reported = false;   // that there was none, in this session

    // Of the writing thread:
    block_header* batch = nullptr;
    waker wake{};
    bool sleeps = false;       // relaxed
    bool ends = false;         // ordered
    bool has_ended = false;    // ordered
    unsigned flushes = 0;      // calls that wait; relaxed
    unsigned long thread = 0;  // its id, 0 until it runs; ordered
    word64 writer_session = 0;   // the session, until all is written
    word64 first_ticks = 0, first_wall = 0;  // when the clock's rate began to be measured
    word64 last_wall = 0;                    // the time of the last record written

    deferred_engine* next_engine = nullptr;

    deferred_engine(registry_core& of, deferral with) noexcept : deferral(with), core(of) {}
    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t size) noexcept { return malloc(size); }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void* made) noexcept { free(made); }
};

/// The rings of this thread, one for each registry.
SLUICE_DETAIL_HIDDEN inline constinit thread_local thread_rings* rings_of_thread = nullptr;
/// True for the thread that writes, whose own records are written at once; and around a fork.
SLUICE_DETAIL_HIDDEN inline constinit thread_local bool defers_nothing = false;

/// Returns the time by the records' clock: ticks of the processor, or nanoseconds.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE word64 ticks_now([[maybe_unused]] bool uses_ticks) noexcept {
#if SLUICE_DETAIL_TSC
    if (uses_ticks) return __builtin_ia32_rdtsc();
#endif
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<word64>(now.tv_sec) * 1000000000 + static_cast<word64>(now.tv_nsec);
}
/// Returns true if the processor's ticks have one rate, also while it sleeps.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool has_invariant_ticks() noexcept {
#if SLUICE_DETAIL_TSC
    unsigned a = 0x80000000, b = 0, c = 0, d = 0;
    asm volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
    if (a < 0x80000007) return false;
    a = 0x80000007;
    asm volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
    return (d & 1u << 8) != 0;
#else
    return false;
#endif
}
/// A moment, by both clocks.
struct clock_reading {
    word64 ticks, wall;
};
[[nodiscard]] SLUICE_DETAIL_COLD inline word64 wall_nanoseconds() noexcept {
    unsigned nanoseconds = 0;
    word64 const seconds = wall_seconds(nanoseconds);
    return seconds * 1000000000 + nanoseconds;
}

/// Reads both clocks at once: of a few attempts the one that was interrupted least.
[[nodiscard]] SLUICE_DETAIL_COLD inline clock_reading read_clocks(bool uses_ticks) noexcept {
    clock_reading best{};
    word64 shortest = ~word64{0};
    for (int i = 0; i < 8; ++i) {
        word64 const before = ticks_now(uses_ticks), wall = wall_nanoseconds(), took = ticks_now(uses_ticks) - before;
        if (took >= shortest) continue;
        shortest = took;
        best = {before + took / 2, wall};
    }
    return best;
}

// The functions up to the end require the engine's lock.

/// Extends the file by a block, and maps it; at an address, if given. Returns null if there is no room.
[[nodiscard]] SLUICE_DETAIL_COLD inline block_header* add_block(deferred_engine& engine, size_t size, char* at = nullptr) noexcept {
    size_t const offset = engine.file_size;
    if (reserve_room(engine.file, offset, size) != 0) return nullptr;
    char* const made = map_shared(engine.file, offset, size, at);
    if (made == nullptr) return nullptr;
    auto* const block = reinterpret_cast<block_header*>(made);
    block->size = size;
    engine.file_size += size;
    return block;
}
SLUICE_DETAIL_COLD inline void publish_block(block_header& block, block_kind kind) noexcept {
    store_ordered(block.kind, static_cast<word64>(kind));
}

/// Reports, once in a session, that a thread has no ring. Its records are written at once.
SLUICE_DETAIL_COLD inline void report_no_room(deferred_engine& engine) noexcept {
    if (engine.room_reported) return;
    engine.room_reported = true;
    message_buffer message;
    append_filled(message, "sluice: $a: no room for another buffer in $B; records of its thread are written at once\n",
                  {engine.core.table.environment, engine.path.view().part(0, engine.path.size - 1)});
    write_stderr(message.view());
}

/// Maps a ring of the session: at the addresses that it had in an earlier one, if it has the same capacity. Returns false if
/// there is no room.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool map_ring(deferred_engine& engine, ring& made, size_t capacity) noexcept {
    size_t const size = engine.page + capacity;
    bool const is_same = made.header != nullptr && made.mask == capacity - 1;
    char* const at = is_same ? reinterpret_cast<char*>(made.header) : reserve_addresses(size + capacity);
    if (at == nullptr) return false;
    size_t const offset = engine.file_size;
    auto* const header = reinterpret_cast<ring_header*>(add_block(engine, size, at));
    if (header == nullptr || map_shared(engine.file, offset + engine.page, capacity, at + size) == nullptr) return false;
    touch_pages(at, size + capacity, engine.page);
    header->capacity = capacity;
    header->thread = this_thread_id();
    made.header = header;
    made.data = at + engine.page;
    made.mask = capacity - 1;
    made.limit = capacity;
    made.limit_of_reader = 0;
    publish_block(*header, block_kind::ring);
    store_ordered(made.session, load_relaxed(engine.session));
    if (made.is_listed) return true;
    made.is_listed = true;
    made.next = engine.rings;
    store_ordered(engine.rings, &made);
    return true;
}

[[nodiscard]] SLUICE_DETAIL_COLD inline bool is_drained(ring const& each) noexcept {
    return load_ordered(each.header->tail) == load_ordered(each.header->head);
}

/// Returns the smallest power of two that isn't less, between limits.
[[nodiscard]] SLUICE_DETAIL_COLD inline size_t ring_capacity(size_t wanted, size_t page) noexcept {
    size_t size = page > min_ring ? page : min_ring;
    while (size < wanted && size < max_ring) size *= 2;
    return size;
}

/// Returns true if rings have the capacity that the options ask for. Others are left: a signal handler may have interrupted
/// their use.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool has_capacity(deferred_engine const& engine, thread_rings const& of) noexcept {
    return of.main->header == nullptr || of.main->mask + 1 == ring_capacity(engine.options.buffer_size, engine.page);
}

/// The memory of a thread's rings: those of a thread that ended, or new. Not from malloc(), which a signal may have
/// interrupted.
[[nodiscard]] SLUICE_DETAIL_COLD inline thread_rings* take_rings(deferred_engine& engine) noexcept {
    for (thread_rings* each = engine.threads; each != nullptr; each = each->next) {
        unsigned const state = load_ordered(each->state);
        if (state != thread_rings::vacant && (state != thread_rings::ended || load_relaxed(each->session) == engine.session)) continue;
        if (!has_capacity(engine, *each)) continue;
        store_ordered(each->state, thread_rings::in_use);
        return each;
    }
    void* const memory = map_memory(sizeof(thread_rings) + 2 * sizeof(ring));
    if (memory == nullptr) return nullptr;
    auto* const made = static_cast<thread_rings*>(memory);
    made->engine = &engine;
    made->last = 1;
    made->main = reinterpret_cast<ring*>(made + 1);
    made->for_handlers = made->main + 1;
    made->next = engine.threads;
    store_ordered(engine.threads, made);
    return made;
}

/// Makes this thread's rings, or those that it had in an earlier session, usable. Returns null if there is no room.
[[nodiscard]] SLUICE_DETAIL_COLD inline thread_rings* open_rings(deferred_engine& engine, thread_rings* mine) noexcept {
    if (mine == nullptr || !has_capacity(engine, *mine)) mine = take_rings(engine);
    if (mine == nullptr) return nullptr;
    size_t const capacity = ring_capacity(engine.options.buffer_size, engine.page);
    bool const is_mapped = mine->main->session == engine.session && mine->for_handlers->session == engine.session;
    if (is_mapped)
        mine->main->header->thread = mine->for_handlers->header->thread = this_thread_id();
    else if (!map_ring(engine, *mine->main, capacity) ||
             !map_ring(engine, *mine->for_handlers, ring_capacity(capacity / 8, engine.page))) {
        store_ordered(mine->state, thread_rings::ended);
        report_no_room(engine);
        return nullptr;
    }
    memset(mine->sites, 0, sizeof mine->sites);
    mine->full = engine.options.full;
    mine->max_capacity = engine.options.max_buffer_size;
    mine->last = 1;
    store_relaxed(mine->session, load_relaxed(engine.session));
    store_relaxed(mine->open_for, &engine);
    return mine;
}

}  // namespace sluice::detail
