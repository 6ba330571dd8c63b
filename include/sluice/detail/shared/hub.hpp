// Where the copies of registries meet, those of the program and those of its libraries: how each finds the one hub of
// the process, and leaves it. Part of the runtime. Knows nothing of what settings mean.
#pragma once

#include "loader.hpp"
#include "../runtime/registry_state.hpp"

namespace sluice::detail {

/// What the program, or a library, knows of the hub.
struct SLUICE_DETAIL_HIDDEN hub_access {
    once forks{};
    mutex guard{};          // over the three that follow; whoever holds it locks no other of ours
    hub* joined = nullptr;  // null before the first registry enlists, and after the last destructor; relaxed
    hub alone{};            // where no other is to be had
    bool is_program = false;
    unsigned more_forks = 0;  // calls of before_fork() that found it done; with the guard held

    registry_state* registries = nullptr;  // that enlisted; with the hub's guard held, or ordered
};
SLUICE_DETAIL_HIDDEN inline constinit hub_access here{};
/// What others find: the hub that this program or library has joined, or null.
SLUICE_DETAIL_HIDDEN inline constinit void* hub_place = nullptr;

// Templates, as inline functions would have to be defined wherever this is included.
template <class = void>
SLUICE_DETAIL_COLD void watch_forks() noexcept;  // fork.hpp
template <class = void>
SLUICE_DETAIL_COLD void leave_hub() noexcept;  // leave.hpp

SLUICE_DETAIL_COLD inline void let_go(hub& used) noexcept {
    if (fetch_add_ordered(used.users, ~0u) == 1) delete &used;
}
/// One that memory ran out for has no name, and is no memory of its own.
SLUICE_DETAIL_COLD inline void let_go(shared_settings& used) noexcept {
    if (fetch_add_ordered(used.users, ~0u) != 1) return;
    used.base.text.release();
    if (used.root.view().empty()) {
        used.users = 1;
        return;
    }
    used.root.release();
    used.variable.release();
    delete &used;
}

/// Finds the hub, or makes it. With the guard of `here` held.
SLUICE_DETAIL_COLD inline void join_hub() noexcept {
    hub* joined = nullptr;
#if SLUICE_DETAIL_LOADER
    publish_place<hub_version, hub_place, leave_hub<>>();
    hub* const made = new hub;  // null where memory runs out
    with_loader_held([&]() noexcept {
        visit_places(hub_version, [&](void*& place, bool in_program) noexcept {
            if (&place == &hub_place) here.is_program = in_program;
            if (joined == nullptr) joined = static_cast<hub*>(load_ordered(place));
        });
        // No other thread is in here: whoever let others find the hub still uses it.
        if (joined != nullptr)
            fetch_add_ordered(joined->users, 1u);
        else
            joined = made;
        store_ordered(hub_place, static_cast<void*>(joined));
    });
    if (joined != made) delete made;
#endif
    store_relaxed(here.joined, joined == nullptr ? &here.alone : joined);
}

/// Locks the hub's guard. Allocates for the first.
class SLUICE_DETAIL_HIDDEN hub_guard {
public:
    SLUICE_DETAIL_COLD hub_guard() noexcept
        : hub_(lock([](mutex& guard) noexcept { guard.lock(); }, [](mutex& guard) noexcept { guard.unlock(); })) {}
    hub_guard(hub_guard const&) = delete;
    hub_guard& operator=(hub_guard const&) = delete;
    SLUICE_DETAIL_COLD ~hub_guard() {
        hub_.guard.unlock();
        let_go(hub_);
    }

    [[nodiscard]] hub& held() const noexcept { return hub_; }

    /// Locks the hub's guard in a way of the caller's, who lets go of the hub later.
    template <class Lock, class Unlock>
    [[nodiscard]] SLUICE_DETAIL_COLD static hub& lock(Lock lock_it, Unlock unlock_it) noexcept {
        here.forks.call(watch_forks<>);
        for (;;) {
            hub& found = find();
            lock_it(found.guard);
            if (load_relaxed(here.joined) == &found) return found;
            unlock_it(found.guard);  // at the end of the process: it was left meanwhile
            let_go(found);
        }
    }

    /// Whether this thread has locked it, here or elsewhere.
    [[nodiscard]] SLUICE_DETAIL_COLD static bool is_mine() noexcept {
        lock_guard const held{here.guard};
        return here.joined != nullptr && here.joined->guard.is_mine();
    }

private:
    hub& hub_;

    SLUICE_DETAIL_COLD static hub& find() noexcept {
        lock_guard const held{here.guard};
        if (here.joined == nullptr) join_hub();
        fetch_add_ordered(here.joined->users, 1u);
        return *here.joined;
    }
};

}  // namespace sluice::detail
