// What a fork does to mutexes: a child, in which there are no other threads, must find none that one of them holds.
// Part of the runtime.
//
// Before a fork, the thread that forks takes all that guard what a record or a change of settings is about, so the
// child finds whole files and tables. Each program or library does so for its own registries; the first of them takes
// the hub's guard too. Guards that are held while functions of the program's own run are another matter, as such a
// function may wait for a guard that the fork holds, or for the thread that forks: listeners aren't waited for, sinks
// by the first only. Nor is any guard for longer than a second, as a thread may write to a pipe that nobody reads, or
// wait for a lock of the program's that other handlers of this fork hold. The child makes guards anew that the fork
// didn't get: their owners aren't there, and have been waiting, not changing anything.
#pragma once

#include "hub.hpp"
#include "../output/stderr.hpp"

namespace sluice::detail {

#if SLUICE_DETAIL_WINDOWS
template <class>
SLUICE_DETAIL_COLD void watch_forks() noexcept {}
#else
SLUICE_DETAIL_COLD inline void take_sinks(timespec const& until) noexcept {
    for (registry_state* each = load_ordered(here.registries); each != nullptr; each = each->next_here)
        each->sinks.guard.before_fork(until);
}

/// Whether this thread is in a sink: it waits for no other, which may fork too and wait for this one.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool is_in_sink() noexcept {
    for (registry_state const* each = load_ordered(here.registries); each != nullptr; each = each->next_here)
        if (each->sinks.guard.is_mine()) return true;
    return false;
}

SLUICE_DETAIL_COLD inline void before_fork() noexcept {
    if (here.guard.is_mine()) {  // a child that was forked as its parent registered this has registered it again
        ++here.more_forks;
        return;
    }
    constexpr timespec at_once{};
    timespec const until = in_a_second();
    take_sinks(hub_guard::is_mine() || is_in_sink() ? at_once : until);
    (void)hub_guard::lock([&](mutex& guard) noexcept { guard.before_fork(until); },
                          [](mutex& guard) noexcept { guard.after_fork(); });
    here.guard.before_fork(until);
    take_sinks(at_once);  // of what has enlisted since
    for (registry_state* each = here.registries; each != nullptr; each = each->next_here) {
        each->output.guard.before_fork(until);
        each->trace.guard.before_fork(until);
        each->seen.guard.before_fork(until);
    }
    zone_guard.before_fork(until);
    the_standard_error.guard.before_fork(until);
}
/// Whether this is one of the calls that found all done.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool was_done() noexcept {
    if (here.more_forks == 0) return false;
    --here.more_forks;
    return true;
}
SLUICE_DETAIL_COLD inline void after_fork() noexcept {
    if (was_done()) return;
    the_standard_error.guard.after_fork();
    zone_guard.after_fork();
    for (registry_state* each = here.registries; each != nullptr; each = each->next_here) {
        each->seen.guard.after_fork();
        each->trace.guard.after_fork();
        each->output.guard.after_fork();
        each->sinks.guard.after_fork();
    }
    hub& used = *here.joined;
    here.guard.after_fork();
    used.guard.after_fork();
    let_go(used);
}
SLUICE_DETAIL_COLD inline void after_fork_in_child() noexcept {
    if (was_done()) return;
    here.guard.make_anew();
    here.joined->guard.make_anew();
    zone_guard.make_anew();
    the_standard_error.guard.make_anew();
    for (registry_state* each = here.registries; each != nullptr; each = each->next_here) {
        each->output.guard.make_anew();
        each->trace.guard.make_anew();
        each->seen.guard.make_anew();
        shared_settings& shared = *each->shared;
        if (!shared.listeners_guard.is_mine()) {
            shared.listeners_guard.make_anew();
            shared.next_listener = nullptr;
        }
        if (!each->sinks.guard.is_mine()) {
            each->sinks.guard.make_anew();
            each->sinks.next = each->sinks.current = nullptr;
        }
    }
    after_fork();
}

template <class>
SLUICE_DETAIL_COLD void watch_forks() noexcept {
    call_around_fork(before_fork, after_fork, after_fork_in_child);
}
#endif

}  // namespace sluice::detail
