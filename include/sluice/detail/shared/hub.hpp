// The hub, through which the copies of registries in a program and its libraries find each other: joining and leaving
// the one hub of the process. A library that is unloaded leaves nothing in it. Part of the runtime. Independent of the
// meaning of settings.
//
// A library leaves after its last destructor has run, whether it is unloaded or the process ends. Its state is then as
// it was initially: a thread that still logs while the process ends configures its registry again. The program itself
// is never unloaded, and keeps everything.
#pragma once

#include "../runtime/change.hpp"
#include "loader.hpp"

namespace sluice::detail {

/// The hub as the program or a library sees it. Its own lock guards `joined`; the holder takes no other lock.
struct SLUICE_DETAIL_HIDDEN local_hub : part {
    hub* joined = nullptr;  // null before the first registry is configured, and after the last destructor; relaxed
    hub own{};              // used if no other is available
    bool is_program = false;
    hub* forking = nullptr;  // retained and locked by before_fork
};
SLUICE_DETAIL_HIDDEN inline constinit local_hub this_hub{};

SLUICE_DETAIL_COLD inline void release_hub(hub& used) noexcept {
    if (fetch_add_ordered(used.users, ~0u) == 1) delete &used;
}

#if SLUICE_DETAIL_LOADER
/// The published hub: the one that this program or library has joined, or null.
SLUICE_DETAIL_HIDDEN inline constinit void* hub_place = nullptr;

/// Removes the copy and its scopes, resets its gates, frees what it owns. With the hub's lock held.
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
        SLUICE_DETAIL_EXTENDED_ONLY(each.source.release();)
        any = true;
    }
    SLUICE_DETAIL_EXTENDED_ONLY(any = stop_following(registry) || any;)
    if (any) notify_copies(registry, change_kind::settings);
    registry_core& core = registry.core;
    for (size_t i = 0; i < core.table.component_count + core.table.artifact_count; ++i) core.gates[i].open();
    for (module_state* each = registry.modules; each != nullptr; each = each->next) each->own.open();
    registry.modules = nullptr;
    registry.in_force.release();
    while (registry.variables != &plain_output) {
        output_config* const each = registry.variables;
        registry.variables = each->older;
        each->release();
        delete each;
    }
    registry.output = &plain_output;
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

/// Removes the remaining listeners of this library, so that other copies don't call them. With nothing locked.
SLUICE_DETAIL_COLD inline void leave_listeners() noexcept {
    for (;;) {
        registry_state* registry = nullptr;
        shared_settings* shared = nullptr;
        hub& entered = enter_hub();
        for (registry = local_registries; registry != nullptr; registry = registry->next_local)
            if (load_relaxed(registry->listener_count) != 0) break;
        if (registry != nullptr) shared = &retain_shared(*registry);
        exit_hub(entered);
        if (registry == nullptr) return;
        listeners_lock const held{*shared};
        drop_listeners(*shared, *registry, nullptr);
    }
}

SLUICE_DETAIL_COLD inline int unpublish_hub(dl_phdr_info*, size_t, void*) noexcept {
    store_ordered(hub_place, static_cast<void*>(nullptr));
    return 1;
}

/// Leaves the hub: runs last, before the library is unloaded or at the end of the process.
SLUICE_DETAIL_COLD inline void leave_hub() noexcept {
    if (load_relaxed(this_hub.joined) == nullptr) return;
    notify_parts(part_event::last);
    if (this_hub.is_program) return;
    leave_listeners();
    notify_parts(part_event::unload);
    hub& entered = enter_hub();
    while (registry_state* const each = local_registries) {
        local_registries = each->next_local;
        leave_copies(entered, *each);
    }
    {
        lock_guard const held{this_hub.lock};
        with_loader_held(unpublish_hub, nullptr);
        store_relaxed(this_hub.joined, static_cast<hub*>(nullptr));
    }
    exit_hub(entered);
    if (&entered != &this_hub.own) release_hub(entered);
}
#endif

/// Locks and unlocks the hub around a fork, along with the part.
SLUICE_DETAIL_COLD inline void handle_hub(part& self,
                                          [[maybe_unused]] part_event event) noexcept SLUICE_DETAIL_UNCHECKED {
    [[maybe_unused]] auto& local = static_cast<local_hub&>(self);
#if SLUICE_DETAIL_FORKS
    if (event == part_event::before_fork && local.joined != nullptr) {
        fetch_add_ordered(local.joined->users, 1u);
        local.forking = local.joined;
        local.forking->lock.lock_for_fork(all_parts.fork_until);
    }
    if (event == part_event::in_child)
        for (registry_state* each = local_registries; each != nullptr; each = each->next_local) {
            if (each->shared != nullptr && !each->shared->listeners_lock.is_mine()) {
                each->shared->listeners_lock.unlock_after_fork(true);
                each->shared->next_listener = nullptr;
            }
            SLUICE_DETAIL_EXTENDED_ONLY(leave_files_to_first_call(*each);)
        }
    if ((event == part_event::in_child || event == part_event::after_fork) && local.forking != nullptr) {
        local.forking->lock.unlock_after_fork(event == part_event::in_child);
        release_hub(*local.forking);
        local.forking = nullptr;
    }
#endif
}

#if SLUICE_DETAIL_LOADER
/// A search for the hub that another program or library has joined.
struct SLUICE_DETAIL_HIDDEN hub_search : note_walk {
    hub* found;
};
SLUICE_DETAIL_COLD inline void look_for_hub(note_walk& walk, void* place, bool in_program) noexcept {
    hub*& found = static_cast<hub_search&>(walk).found;
    auto& at = *static_cast<void**>(place);
    if (&at == &hub_place) this_hub.is_program = in_program;
    if (found == nullptr) found = static_cast<hub*>(load_ordered(at));
}
/// Publishes the hub of this program or library: an existing one, or else the new one. The loader's lock keeps other
/// threads out, so that a hub that is found is still in use.
SLUICE_DETAIL_COLD inline int publish_hub(dl_phdr_info*, size_t, void* made) noexcept {
    hub_search search{{hub_version, look_for_hub}, nullptr};
    visit_all_notes(search);
    if (search.found != nullptr) fetch_add_ordered(search.found->users, 1u);
    store_ordered(hub_place, search.found != nullptr ? search.found : made);
    return 1;
}
#endif

/// Joins the hub, or creates it. With the lock of `this_hub` held.
SLUICE_DETAIL_COLD inline void join_hub() noexcept {
    hub* joined = nullptr;
#if SLUICE_DETAIL_LOADER
    publish_place<hub_version, hub_place, leave_hub>();
    hub* const made = new hub;  // null if memory runs out
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
        found.lock.unlock();  // left meanwhile, at the end of the process
        release_hub(found);
    }
}

SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN inline void exit_hub(hub& entered) noexcept SLUICE_DETAIL_UNCHECKED {
    entered.lock.unlock();
    release_hub(entered);
}

#if SLUICE_DETAIL_LOADER
/// A search for a name among those of a registry.
struct SLUICE_DETAIL_HIDDEN name_search : note_walk {
    tables const& table;
    text_view name;
    bool found = false;
};
SLUICE_DETAIL_COLD inline void look_for_name(note_walk& walk, void* names, bool) noexcept {
    auto& search = static_cast<name_search&>(walk);
    auto const* at = static_cast<char const*>(names);
    text_view const both[] = {search.table.root, search.table.environment};
    if (text_view{at + text_view{at}.size() + 1} == search.name) search.found = true;  // another registry's variable
    for (text_view const same : both) {
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
    for (registry_state* each = local_registries; each != nullptr; each = each->next_local)
        if (each->core.table.root == table.root && each->core.table.key != table.key) {
            append_filled(messages,
                          "sluice: two source files declare the registry $a with different rows, and each logs "
                          "through its own: declare it once, in a header that both include\n",
                          {table.root});
            break;
        }
    registry.next_local = local_registries;
    local_registries = &registry;
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
