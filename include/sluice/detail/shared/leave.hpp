// A library that is unloaded leaves nothing behind: its copies of registries leave the hub, and free what they own.
// Part of the runtime.
//
// It does so when its last destructor has run, whether it is unloaded or the process ends. So what there is then is as
// it was at first: a thread that still logs as the process ends configures its registry anew. The program itself is
// never unloaded, and keeps everything.
#pragma once

#include "../runtime/change.hpp"

namespace sluice::detail {

template <class Owned>
inline void release(Owned*& array) noexcept {
    free(array);
    array = nullptr;
}

SLUICE_DETAIL_COLD inline void release(output_state& output) noexcept {
    lock_guard const held{output.guard};
    close_output(output);
    output.format.release();
    output.path.release();
    output.trace_ids.release();
}
SLUICE_DETAIL_COLD inline void release(trace_state& trace) noexcept {
    lock_guard const held{trace.guard};
    close_trace(trace);
    trace.directory.release();
    for (unsigned id = 0; id < trace.strings.count; ++id) trace.strings.texts[id].release();
    release(trace.strings.texts);
    release(trace.strings.room);
    trace.strings = {};
}
SLUICE_DETAIL_COLD inline void release(seen_texts& seen) noexcept {
    lock_guard const held{seen.guard};
    release(seen.hashes);
    seen.count = seen.capacity = 0;
}

/// Takes away the scopes that nobody is left to end. Whether there were any. With the hub's guard held.
SLUICE_DETAIL_COLD inline bool drop_layers(registry_state& registry) noexcept {
    bool any = false;
    for (settings_layer** link = &registry.shared->scopes; *link != nullptr;) {
        settings_layer& each = **link;
        if (each.owner != &registry) {
            link = &each.below;
            continue;
        }
        *link = each.below;
        each.text.release();
        any = true;
    }
    return any;
}

/// With the hub's guard held.
SLUICE_DETAIL_COLD inline void leave(hub& where, registry_state& registry) noexcept {
    shared_settings& shared = *registry.shared;
    if (drop_layers(registry)) tell(registry, news::settings);
    size_t const gates = registry.table.component_count + registry.table.artifact_count + 1;
    for (size_t i = 0; i < gates; ++i) registry.gates[i].open();
    for (module_state* each = registry.modules; each != nullptr; each = each->next) each->gate.open();
    registry.modules = nullptr;
    registry.in_force.release();
    release(registry.output);
    release(registry.trace);
    release(registry.seen);

    registry_copy** copy = &shared.copies;
    while (*copy != &registry) copy = &(*copy)->next;
    *copy = registry.next;
    registry.shared = nullptr;
    if (shared.copies == nullptr)
        for (shared_settings** link = &where.first; *link != nullptr; link = &(*link)->next)
            if (*link == &shared) {
                *link = shared.next;
                break;
            }
    let_go(shared);
}

/// Takes away listeners that nobody has, so that no other copy calls them. With no guard held.
SLUICE_DETAIL_COLD inline void leave_listeners() noexcept {
    for (;;) {
        registry_state* registry = nullptr;
        shared_settings* shared = nullptr;
        {
            hub_guard const held;
            registry = here.registries;
            while (registry != nullptr && load_relaxed(registry->listener_count) == 0) registry = registry->next_here;
            if (registry == nullptr) return;
            shared = &keep(*registry);
        }
        listeners_guard const held{*shared};
        drop_listeners(*shared, *registry, nullptr);
    }
}

template <class>
SLUICE_DETAIL_COLD void leave_hub() noexcept {
    if (load_relaxed(here.joined) == nullptr || here.is_program) return;
    leave_listeners();
    hub* left = nullptr;
    {
        hub_guard const held;
        left = &held.held();
        while (registry_state* const each = here.registries) {
            here.registries = each->next_here;
            leave(*left, *each);
        }
        lock_guard const alone{here.guard};
#if SLUICE_DETAIL_LOADER
        with_loader_held([]() noexcept { store_ordered(hub_place, static_cast<void*>(nullptr)); });
#endif
        store_relaxed(here.joined, static_cast<hub*>(nullptr));
    }
    if (left != &here.alone) let_go(*left);
}

}  // namespace sluice::detail
