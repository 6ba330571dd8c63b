// Where the copies of registries meet, those of the program and those of its libraries: how each finds the one hub of
// the process, and leaves it. A library that is unloaded leaves nothing behind. Part of the runtime. Knows nothing of
// what settings mean.
//
// A library leaves when its last destructor has run, whether it is unloaded or the process ends. What there is then is
// as it was at first: a thread that still logs as the process ends configures its registry anew. The program itself is
// never unloaded, and keeps everything.
#pragma once

#include "../runtime/change.hpp"
#include "loader.hpp"

namespace sluice::detail {

/// What the program, or a library, knows of the hub. Its own lock is over `joined`; whoever holds it locks no other.
struct SLUICE_DETAIL_HIDDEN local_hub : part {
    hub* joined = nullptr;  // null before the first registry is configured, and after the last destructor; relaxed
    hub own{};              // where no other is to be had
    bool is_program = false;
    hub* forking = nullptr;  // that before_fork entered

    registry_state* registries = nullptr;  // that were configured; in the hub
};
SLUICE_DETAIL_HIDDEN inline constinit local_hub this_hub{};

SLUICE_DETAIL_COLD inline void release_hub(hub& used) noexcept {
    if (fetch_add_ordered(used.users, ~0u) == 1) delete &used;
}

#if SLUICE_DETAIL_LOADER
/// What others find: the hub that this program or library has joined, or null.
SLUICE_DETAIL_HIDDEN inline constinit void* hub_place = nullptr;

/// The scopes and listeners that nobody is left to end, the gates, and what the registry owns. In the hub.
SLUICE_DETAIL_COLD inline void leave_copies(hub& entered, registry_state& registry) noexcept {
    shared_settings& shared = *registry.shared;
    bool any = false;
    for (settings_layer** link = &shared.scopes; *link != nullptr;) {
        settings_layer& each = **link;
        if (each.owner != &registry) {
            link = &each.below;
            continue;
        }
        *link = each.below;
        each.text.release();
        any = true;
    }
    if (any) notify_copies(registry, change_kind::settings);
    registry_core& core = registry.core;
    for (size_t i = 0; i < core.table.component_count + core.table.artifact_count; ++i) core.gates[i].open();
    for (module_state* each = registry.modules; each != nullptr; each = each->next) each->own.open();
    registry.modules = nullptr;
    registry.in_force.release();
    while (registry.output != &plain_output) {
        output_config* const each = registry.output;
        registry.output = each->older;
        each->release();
        delete each;
    }
    registry_copy** copy = &shared.copies;
    while (*copy != &registry) copy = &(*copy)->next;
    *copy = registry.next;
    registry.shared = nullptr;
    if (shared.copies == nullptr)
        for (shared_settings** link = &entered.first; *link != nullptr; link = &(*link)->next)
            if (*link == &shared) {
                *link = shared.next;
                break;
            }
    release_shared(shared);
}

/// Takes away listeners that nobody has, so that no other copy calls them. With nothing locked.
SLUICE_DETAIL_COLD inline void leave_listeners() noexcept {
    for (;;) {
        registry_state* registry = nullptr;
        shared_settings* shared = nullptr;
        hub& entered = enter_hub();
        for (registry = this_hub.registries; registry != nullptr; registry = registry->next_local)
            if (load_relaxed(registry->listener_count) != 0) break;
        if (registry != nullptr) shared = &keep(*registry);
        exit_hub(entered);
        if (registry == nullptr) return;
        listeners_lock const held{*shared};
        drop_listeners(*shared, *registry, nullptr);
    }
}

SLUICE_DETAIL_COLD inline int take_hub_away(dl_phdr_info*, size_t, void*) noexcept {
    store_ordered(hub_place, static_cast<void*>(nullptr));
    return 1;
}

/// The last thing before the library is unloaded, or at the end of the process.
SLUICE_DETAIL_COLD inline void leave_hub() noexcept {
    if (load_relaxed(this_hub.joined) == nullptr || this_hub.is_program) return;
    leave_listeners();
    notify_parts(part_event::unload);
    hub& left = enter_hub();
    while (registry_state* const each = this_hub.registries) {
        this_hub.registries = each->next_local;
        leave_copies(left, *each);
    }
    {
        lock_guard const held{this_hub.lock};
        with_loader_held(take_hub_away, nullptr);
        store_relaxed(this_hub.joined, static_cast<hub*>(nullptr));
    }
    exit_hub(left);
    if (&left != &this_hub.own) release_hub(left);
}
#endif

/// The hub is locked with the part: it is locked by one of the programs and libraries that use it.
SLUICE_DETAIL_COLD inline void handle_hub(part& self, [[maybe_unused]] part_event event) noexcept SLUICE_DETAIL_UNCHECKED {
    [[maybe_unused]] auto& local = static_cast<local_hub&>(self);
#if SLUICE_DETAIL_FORKS
    if (event == part_event::before_fork && local.joined != nullptr) {
        fetch_add_ordered(local.joined->users, 1u);
        local.forking = local.joined;
        local.forking->lock.lock_for_fork(all_parts.fork_until);
    }
    if (event == part_event::in_child)
        for (registry_state* each = local.registries; each != nullptr; each = each->next_local)
            if (each->shared != nullptr && !each->shared->listeners_lock.is_mine()) {
                each->shared->listeners_lock.unlock_after_fork(true);
                each->shared->next_listener = nullptr;
            }
    if ((event == part_event::in_child || event == part_event::after_fork) && local.forking != nullptr) {
        local.forking->lock.unlock_after_fork(event == part_event::in_child);
        release_hub(*local.forking);
        local.forking = nullptr;
    }
#endif
}

#if SLUICE_DETAIL_LOADER
/// Finds the hub that another has joined.
struct SLUICE_DETAIL_HIDDEN hub_search : note_walk {
    hub* found;
};
SLUICE_DETAIL_COLD inline void look_for_hub(note_walk& walk, void* place, bool in_program) noexcept {
    hub*& found = static_cast<hub_search&>(walk).found;
    if (place == &hub_place) this_hub.is_program = in_program;
    if (found == nullptr) found = static_cast<hub*>(load_ordered(*static_cast<void**>(place)));
}
/// Lets others find the hub of this program or library: one that there is, or the one that is given. No other thread is
/// in here: whoever let others find a hub still uses it.
SLUICE_DETAIL_COLD inline int publish_hub(dl_phdr_info*, size_t, void* made) noexcept {
    hub_search search{{hub_version, look_for_hub}, nullptr};
    visit_all_notes(search);
    if (search.found != nullptr) fetch_add_ordered(search.found->users, 1u);
    store_ordered(hub_place, search.found != nullptr ? search.found : made);
    return 1;
}
#endif

/// Finds the hub, or makes it. With the lock of `this_hub` held.
SLUICE_DETAIL_COLD inline void join_hub() noexcept {
    hub* joined = nullptr;
#if SLUICE_DETAIL_LOADER
    publish_place<hub_version, hub_place, leave_hub>();
    hub* const made = new hub;  // null where memory runs out
    with_loader_held(publish_hub, made);
    joined = static_cast<hub*>(hub_place);
    if (joined != made) delete made;
#endif
    store_relaxed(this_hub.joined, joined == nullptr ? &this_hub.own : joined);
}

SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN inline hub& enter_hub() noexcept SLUICE_DETAIL_UNCHECKED {
    register_part(this_hub, part_rank::settings, handle_hub);
    for (;;) {
        this_hub.lock.lock();
        if (this_hub.joined == nullptr) join_hub();
        hub& found = *this_hub.joined;
        fetch_add_ordered(found.users, 1u);
        this_hub.lock.unlock();
        found.lock.lock();
        if (load_relaxed(this_hub.joined) == &found) return found;
        found.lock.unlock();  // at the end of the process: it was left meanwhile
        release_hub(found);
    }
}

SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN inline void exit_hub(hub& entered) noexcept SLUICE_DETAIL_UNCHECKED {
    entered.lock.unlock();
    release_hub(entered);
}

#if SLUICE_DETAIL_LOADER
/// Looks for a name among those of a registry.
struct SLUICE_DETAIL_HIDDEN name_search : note_walk {
    tables const& table;
    text_view name;
    bool found = false;
};
SLUICE_DETAIL_COLD inline void look_for_name(note_walk& walk, void* names, bool) noexcept {
    auto& search = static_cast<name_search&>(walk);
    auto const* at = static_cast<char const*>(names);
    for (text_view const same : {search.table.root, search.table.environment}) {
        if (!(text_view{at} == same)) return;
        at += same.size() + 1;
    }
    for (; *at != '\0'; at += text_view{at}.size() + 1)
        if (text_view{at} == search.name) search.found = true;
}
#endif

SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN inline bool is_name_elsewhere([[maybe_unused]] tables const& table,
                                                                        [[maybe_unused]] text_view name) noexcept {
#if SLUICE_DETAIL_LOADER
    name_search search{{names_note, look_for_name}, table, name};
    visit_all_notes(search);
    return search.found;
#else
    return false;
#endif
}

SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN inline shared_settings& join_copies(hub& entered, registry_state& registry,
                                                                           buffer& messages) noexcept {
    tables const& table = registry.core.table;
    for (registry_state* each = this_hub.registries; each != nullptr; each = each->next_local)
        if (each->core.table.root == table.root && each->core.table.key != table.key) {
            append_filled(messages,
                          "sluice: two source files declare the registry $a with different rows, and each logs "
                          "through its own: declare it once, in a header that both include\n",
                          {table.root});
            break;
        }
    registry.next_local = this_hub.registries;
    this_hub.registries = &registry;
    for (shared_settings* each = entered.first; each != nullptr; each = each->next) {
        if (!(each->root.view() == table.root && each->variable.view() == table.environment)) continue;
        fetch_add_ordered(each->users, 1u);
        return *each;
    }
    auto* const made = new shared_settings;
    if (made == nullptr || !made->variable.assign(table.environment) || !made->root.assign(table.root)) {
        if (made != nullptr) made->variable.release();
        delete made;
        return registry.own;
    }
    made->next = entered.first;
    entered.first = made;
    return *made;
}

}  // namespace sluice::detail
