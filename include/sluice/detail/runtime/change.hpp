// What a program asks of its settings: to change them, to put them back, to tell of changes, to say what is on. Part of
// the runtime. Knows nothing of records.
#pragma once

#include "configure.hpp"

namespace sluice::detail {

/// What the copies share, for use when the hub's guard isn't held any more: to be let go. With it held.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline shared_settings& keep(registry_state& registry) noexcept {
    fetch_add_ordered(registry.shared->users, 1u);
    return *registry.shared;
}

/// Calls the listeners of all copies, one after the other, unless one of them is what changed the settings; then lets
/// go. With no guard held.
SLUICE_DETAIL_COLD inline void announce(shared_settings& kept) noexcept {
    if (!kept.listeners_guard.is_mine()) {
        lock_guard const held{kept.listeners_guard};
        kept.next_listener = kept.listeners;
        while (listener* const each = kept.next_listener) {
            kept.next_listener = each->next;
            each->call(*each);
        }
    }
    let_go(kept);
}

/// Locks the list of listeners, unless it is one of them that asks; then lets go.
class SLUICE_DETAIL_HIDDEN listeners_guard {
public:
    SLUICE_DETAIL_COLD explicit listeners_guard(shared_settings& kept) noexcept
        : kept_(kept), locks_(!kept.listeners_guard.is_mine()) {
        if (locks_) kept_.listeners_guard.lock();
    }
    listeners_guard(listeners_guard const&) = delete;
    listeners_guard& operator=(listeners_guard const&) = delete;
    SLUICE_DETAIL_COLD ~listeners_guard() {
        if (locks_) kept_.listeners_guard.unlock();
        let_go(kept_);
    }

private:
    shared_settings& kept_;
    bool locks_;
};

/// Takes listeners away: this one, or all of the copy's. With their guard held.
SLUICE_DETAIL_COLD inline void drop_listeners(shared_settings& shared, registry_state& registry,
                                              listener const* removed) noexcept {
    for (listener** link = &shared.listeners; *link != nullptr;) {
        listener* const each = *link;
        if (each != removed && (removed != nullptr || each->owner != &registry)) {
            link = &each->next;
            continue;
        }
        *link = each->next;
        if (shared.next_listener == each) shared.next_listener = each->next;
        store_relaxed(registry.listener_count, load_relaxed(registry.listener_count) - 1);
    }
}

/// Counts a record that came into what its thread was at work on.
SLUICE_DETAIL_HIDDEN inline void drop_record(registry_state& registry) noexcept {
    fetch_add_relaxed(registry.output.dropped, 1ull);
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME void make_ready(source const& from) noexcept {
    if (from.gate.configured()) return;
    if (turn::is_taken()) return;  // it came into what this would wait for
    settings_guard const held{from.registry};
    if (from.module == nullptr || from.gate.configured()) return;  // another thread did it
    from.module->next = from.registry.modules;
    from.registry.modules = from.module;
    apply(from.registry, *from.module);
}

SLUICE_DETAIL_RUNTIME bool passes_when_ready(source const& from, level at) noexcept {
    make_ready(from);
    if (from.gate.configured()) return from.gate.passes(at);
    drop_record(from.registry);
    return false;
}

SLUICE_DETAIL_RUNTIME change_result change_settings(registry_state& registry, text_view settings, bool in_any_case,
                                                    settings_layer* layer, buffer& said) noexcept {
    change_result made;
    shared_settings* changed = nullptr;
    {
        message_buffer origin;
        origin.append(registry.table.root);
        origin.append(layer == nullptr ? "::logs.set" : "::logs.scoped");
        settings_guard const held{registry};
        shared_settings& shared = *registry.shared;
        if (shared.environment_is_set && !in_any_case) {
            made.stood_back = true;
            if (!shared.said_so) {
                said.append("sluice: ");
                said.append(origin.view());
                said.append(" changes nothing, because the environment sets ");
                said.append(registry.table.environment);
                said.append("; sluice::over_environment as a second argument overrides that\n");
            }
            shared.said_so = true;
            return made;
        }
        parsed_settings read = read_settings(settings, origin.view(), registry.table, &said);
        made.problem_count = read.problem_count;
        if (read.problem_count != 0 || read.help != help_request::none) {
            read.good.release();
            if (read.help != help_request::none) append_help(said, registry.table, registry.in_force.view(), read.help == help_request::full);
            return made;
        }
        if (layer != nullptr) {
            layer->owner = &registry;
            layer->below = shared.scopes;
            shared.scopes = layer;
        }
        if (!replace(registry, shared.top(), read.good)) {
            if (layer != nullptr) shared.scopes = layer->below;
            say_no_memory(said, origin.view());
            made.problem_count = 1;
            return made;
        }
        changed = &keep(registry);
    }
    announce(*changed);
    return made;
}

SLUICE_DETAIL_RUNTIME void remove_layer(registry_state& registry, settings_layer& layer) noexcept {
    shared_settings* changed = nullptr;
    {
        settings_guard const held{registry};
        settings_layer** link = &registry.shared->scopes;
        while (*link != &layer && *link != nullptr) link = &(*link)->below;
        if (*link == nullptr) return;  // it never got in
        *link = layer.below;
        layer.text.release();
        take_over(registry);
        tell(registry, news::settings);
        changed = &keep(registry);
    }
    announce(*changed);
}

SLUICE_DETAIL_RUNTIME owned_text copy_settings(registry_state& registry) noexcept {
    settings_guard const held{registry};
    owned_text copy{};
    copy.assign(registry.shared->top().text.view());
    return copy;
}

SLUICE_DETAIL_RUNTIME void restore_settings(registry_state& registry, text_view settings) noexcept {
    shared_settings* changed = nullptr;
    {
        settings_guard const held{registry};
        parsed_settings const read = read_settings(settings, "", registry.table, nullptr);
        if (read.has_memory()) replace(registry, registry.shared->top(), read.good);
        changed = &keep(registry);
    }
    announce(*changed);
}

SLUICE_DETAIL_RUNTIME void read_environment_again(registry_state& registry) noexcept {
    shared_settings* changed = nullptr;
    {
        settings_guard held{registry};
        look_at_stderr(true);
        read_companions(registry, held.said());
        read_variable(registry, true, held.said());
        tell(registry, news::environment);
        changed = &keep(registry);
    }
    announce(*changed);
}

SLUICE_DETAIL_RUNTIME void change_rank(registry_state& registry, int rank) noexcept {
    settings_guard const held{registry};
    registry.shared->rank = rank;
    take_rank(registry);
    tell(registry, news::rank);
}

SLUICE_DETAIL_RUNTIME void add_listener(registry_state& registry, listener& added) noexcept {
    shared_settings* shared = nullptr;
    {
        settings_guard const held{registry};
        shared = &keep(registry);
    }
    listeners_guard const held{*shared};
    added.owner = &registry;
    added.next = shared->listeners;
    shared->listeners = &added;
    store_relaxed(registry.listener_count, load_relaxed(registry.listener_count) + 1);
}

SLUICE_DETAIL_RUNTIME void remove_listener(registry_state& registry, listener& removed) noexcept {
    shared_settings* shared = nullptr;
    {
        hub_guard const held;
        if (registry.shared == nullptr) return;  // its library has left
        shared = &keep(registry);
    }
    listeners_guard const held{*shared};
    drop_listeners(*shared, registry, &removed);
}

SLUICE_DETAIL_RUNTIME level level_of_name(registry_state& registry, text_view name) noexcept {
    settings_guard const held{registry};
    tables const& table = registry.table;
    plan const now = registry.in_force.view();
    size_t const row = table.find(name);
    return row != table.row_count() ? resolve_row(row, now, table)
                                    : resolve_logger(name == "all" ? table.root : name, now, table);
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
