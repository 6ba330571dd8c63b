// The list of parts: states that own a mutex, and handle forks, reloads and unloads. Independent of their contents.
//
// Before a fork, the forking thread takes the lock of each part, so that the child finds consistent files and tables.
// It waits at most a second in all, because a thread may be writing to a pipe that has no reader, or waiting for a lock
// of the program that other handlers of this fork hold; and not at all if it holds a part's lock itself, as in a sink.
// After fork() only the forking thread exists in the child: no mutex may stay locked by another.
#pragma once

#include "os.hpp"

namespace sluice::detail {

enum class part_event : unsigned char {
    before_fork,  // with the part's lock held, if it could be taken
    after_fork,   // in the parent, with the lock held as before
    in_child,     // likewise; ids and counts in the part are still the parent's
    reload,       // read variables again; nothing is locked
    last,         // the last destructor of the program or library has run; nothing is locked, but threads may log
    unload        // free what the part owns; nothing is locked, and no other thread is in the library
};

/// The lock order: lower ranks first; the lock of standard error is the last.
enum class part_rank : unsigned char { deferral, sinks, settings, recorders, file, texts, trace, last };

/// A state with a mutex. Constant-initialised, or in memory that its own handler frees when the library is unloaded.
/// `handle` casts it to its own type.
struct SLUICE_DETAIL_HIDDEN part {
    mutex lock{};
    part* next = nullptr;
    void (*handle)(part&, part_event) noexcept = nullptr;
    part_rank rank = part_rank::sinks;
};

/// The parts of this program or shared library. The list only grows: it is read without the lock.
struct SLUICE_DETAIL_HIDDEN part_list {
    mutex lock{};           // while a part is added; its holder takes no other lock
    part* first = nullptr;  // sorted by rank; ordered
#if SLUICE_DETAIL_FORKS
    once forks{};
    unsigned nested_forks = 0;  // calls of before_fork() with the locks already held
    timespec fork_until{};      // deadline of the fork's waits for locks, by the system's clock
#endif
};
SLUICE_DETAIL_HIDDEN inline constinit part_list all_parts{};

#if SLUICE_DETAIL_FORKS
SLUICE_DETAIL_COLD inline void before_fork() noexcept SLUICE_DETAIL_UNCHECKED {
    if (all_parts.lock.is_mine()) {  // registered twice: forked while the parent registered it
        ++all_parts.nested_forks;
        return;
    }
    timespec& until = all_parts.fork_until;
    clock_gettime(CLOCK_REALTIME, &until);
    ++until.tv_sec;
    part* const first = load_ordered(all_parts.first);
    for (part* each = first; each != nullptr; each = load_ordered(each->next))
        if (each->lock.is_mine()) until = {};
    for (part* each = first; each != nullptr; each = load_ordered(each->next)) {
        each->lock.lock_for_fork(until);
        each->handle(*each, part_event::before_fork);
    }
    all_parts.lock.lock_for_fork(until);
}
SLUICE_DETAIL_COLD inline void after_fork(bool in_child) noexcept SLUICE_DETAIL_UNCHECKED {
    if (all_parts.nested_forks != 0) {
        --all_parts.nested_forks;
        return;
    }
    if (in_child) forget_ids();
    all_parts.lock.unlock_after_fork(in_child);
    for (part* each = all_parts.first; each != nullptr; each = each->next) {
        each->handle(*each, in_child ? part_event::in_child : part_event::after_fork);
        each->lock.unlock_after_fork(in_child);
    }
}
SLUICE_DETAIL_COLD inline void register_fork_handlers() noexcept {
    at_fork(
        before_fork, [] { after_fork(false); }, [] { after_fork(true); });
}
#endif

/// Returns false if a part stays locked for a second, as while a thread writes to a pipe that nobody reads, or if this
/// thread holds one.
SLUICE_DETAIL_COLD inline bool are_parts_free() noexcept SLUICE_DETAIL_UNCHECKED {
    for (part* each = load_ordered(all_parts.first); each != nullptr; each = load_ordered(each->next)) {
        if (!each->lock.lock_within(write_timeout)) return false;
        each->lock.unlock();
    }
    return true;
}

/// Adds a part, unless it was added before. Locks the first time.
SLUICE_DETAIL_COLD inline void register_part(part& added, part_rank rank,
                                             void (*handle)(part&, part_event) noexcept) noexcept {
    if (load_ordered(added.handle) != nullptr) return;
#if SLUICE_DETAIL_FORKS
    all_parts.forks.call(register_fork_handlers);
#endif
    lock_guard const held{all_parts.lock};
    if (added.handle != nullptr) return;
    added.rank = rank;
    part** link = &all_parts.first;
    while (*link != nullptr && (*link)->rank <= rank) link = &(*link)->next;
    added.next = *link;
    store_ordered(added.handle, handle);
    store_ordered(*link, &added);
}

/// Makes every part handle an event. Parts that register meanwhile may miss it.
SLUICE_DETAIL_COLD inline void notify_parts(part_event event) noexcept {
    for (part* each = load_ordered(all_parts.first); each != nullptr;) {
        part* const next = load_ordered(each->next);
        each->handle(*each, event);
        each = next;
    }
}

}  // namespace sluice::detail
