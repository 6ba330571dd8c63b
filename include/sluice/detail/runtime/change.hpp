// Changes and queries of settings: set, restore, reload, listen, query. Part of the runtime. Independent of records.
#pragma once

#include "configure.hpp"

namespace sluice::detail {

/// Retains the state that the copies share, for use without the hub's lock. With the hub's lock held.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline shared_settings& retain_shared(registry_state& registry) noexcept {
    fetch_add_ordered(registry.shared->users, 1u);
    return *registry.shared;
}

/// Calls the listeners of all copies in turn, unless a listener made the change; then releases the shared state. With
/// nothing locked.
SLUICE_DETAIL_COLD inline void call_listeners(shared_settings& shared) noexcept {
    if (!shared.listeners_lock.is_mine()) {
        lock_guard const held{shared.listeners_lock};
        shared.next_listener = shared.listeners;
        while (listener* const each = shared.next_listener) {
            shared.next_listener = each->next;
            each->call(*each);
        }
    }
    release_shared(shared);
}

/// Locks the list of listeners, unless a listener is the caller; at the end also releases the shared state.
class SLUICE_DETAIL_HIDDEN listeners_lock {
public:
    SLUICE_DETAIL_COLD explicit listeners_lock(shared_settings& shared) noexcept SLUICE_DETAIL_UNCHECKED
        : shared_(shared),
          locks_(!shared.listeners_lock.is_mine()) {
        if (locks_) shared_.listeners_lock.lock();
    }
    listeners_lock(listeners_lock const&) = delete;
    listeners_lock& operator=(listeners_lock const&) = delete;
    SLUICE_DETAIL_COLD ~listeners_lock() SLUICE_DETAIL_UNCHECKED {
        if (locks_) shared_.listeners_lock.unlock();
        release_shared(shared_);
    }

private:
    shared_settings& shared_;
    bool locks_;
};

/// Removes a listener, or all listeners of the copy. With their lock held.
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

/// Applies settings from code, unless they have mistakes, or the environment has settings. Returns the retained shared
/// state if the settings changed, otherwise null.
SLUICE_DETAIL_COLD inline shared_settings* replace_settings(registry_core& core, text_view settings,
                                                            bool override_environment, settings_layer* layer,
                                                            buffer& messages, change_result& made) noexcept {
    local_buffer<64> origin;
    origin.append(core.table.root);
    origin.append(layer == nullptr ? "::logs.set" : "::logs.scoped");
    settings_lock const held{core};
    registry_state& registry = *core.state;
    shared_settings& shared = *registry.shared;
    if (shared.environment_is_set && !override_environment) {
        made.overridden = true;
        if (!shared.override_reported)
            append_filled(messages,
                          "sluice: $a has no effect, because the environment sets $b; "
                          "pass sluice::override_environment as a second argument to override it\n",
                          {origin.view(), core.table.environment});
        shared.override_reported = true;
        return nullptr;
    }
    parsed_settings read = read_settings(settings, origin.view(), core, &messages);
    bool const asks = read.asked != request::none;
    if (asks && read.good.count != 0 && read.problem_count == 0) {
        append_filled(messages, "sluice: $a: questions such as help stand alone in settings from code\n", {origin.view()});
        read.problem_count = 1;
    }
    made.problem_count = read.problem_count;
    shared_settings* changed = nullptr;
    if (read.problem_count != 0 || asks) {
        read.good.release();
    } else {
        if (layer != nullptr) {
            layer->owner = &registry;
            layer->below = shared.scopes;
            shared.scopes = layer;
        }
        if (replace(registry, shared.top(), read.good)) {
            changed = &retain_shared(registry);
        } else {
            if (layer != nullptr) shared.scopes = layer->below;
            append_no_memory(messages, origin.view());
            made.problem_count = 1;
        }
    }
    if (asks && made.problem_count == 0) append_answers(messages, registry, settings, read.asked);
    return changed;
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME void ensure_configured(channel_info const& channel) noexcept {
    if (channel.own.is_configured()) return;
    if (reentrancy_guard::is_held()) return;  // re-entrant: would wait for its own thread
    settings_lock const held{channel.registry};
    if (channel.module == nullptr || channel.own.is_configured()) return;  // another thread did it
    registry_state& registry = *channel.registry.state;
    channel.module->next = registry.modules;
    registry.modules = channel.module;
    apply(registry, *channel.module);
}

SLUICE_DETAIL_RUNTIME bool recheck(channel_info const& channel, level at) noexcept {
    ensure_configured(channel);
    if (channel.own.is_configured()) return channel.own.passes(at);
    fetch_add_relaxed(channel.registry.dropped, 1ull);
    return false;
}

SLUICE_DETAIL_RUNTIME change_result change_settings(registry_core& core, text_view settings, bool override_environment,
                                                    settings_layer* layer) noexcept {
    change_result made;
    message_buffer messages;
    shared_settings* const changed = replace_settings(core, settings, override_environment, layer, messages, made);
    made.messages.assign(messages.view());
    if (changed != nullptr) call_listeners(*changed);
    return made;
}

SLUICE_DETAIL_RUNTIME change_result change_defaults(registry_core& core, text_view settings) noexcept {
    change_result made;
    message_buffer messages;
    shared_settings* changed = nullptr;
    {
        local_buffer<64> origin;
        origin.append(core.table.root);
        origin.append("::logs.defaults");
        settings_lock const held{core};
        registry_state& registry = *core.state;
        parsed_settings read = read_settings(settings, origin.view(), core, &messages);
        made.problem_count = read.problem_count;
        if (read.asked != request::none) {
            append_filled(messages, "sluice: $a: help can't be used here\n", {origin.view()});
            made.problem_count = 1;
        }
        if (made.problem_count == 0) {
            registry.shared->defaults.release();
            if (!registry.shared->defaults.assign(
                    settings_parser{SLUICE_DETAIL_FOLLOWED(read.good), core.table}.text)) {
                append_no_memory(messages, origin.view());
                made.problem_count = 1;
            }
            message_buffer discarded;  // the mistakes in the environment have been reported
            read_variable(registry, false, discarded);
            changed = &retain_shared(registry);
        }
        read.good.release();
    }
    made.messages.assign(messages.view());
    if (changed != nullptr) call_listeners(*changed);
    return made;
}

SLUICE_DETAIL_RUNTIME void remove_layer(registry_core& core, settings_layer& layer) noexcept {
    shared_settings* changed = nullptr;
    {
        settings_lock const held{core};
        registry_state& registry = *core.state;
        settings_layer** link = &registry.shared->scopes;
        while (*link != &layer && *link != nullptr) link = &(*link)->below;
        if (*link == nullptr) return;  // it was never added
        *link = layer.below;
        layer.text.release();
        SLUICE_DETAIL_EXTENDED_ONLY(layer.source.release();)
        adopt_shared(registry);
        notify_copies(registry, change_kind::settings);
        changed = &retain_shared(registry);
    }
    call_listeners(*changed);
}

SLUICE_DETAIL_RUNTIME owned_text copy_settings(registry_core& core) noexcept {
    settings_lock const held{core};
    owned_text copy{};
    copy.assign(SLUICE_DETAIL_FOLLOWED(core.state->shared->top()));
    return copy;
}

SLUICE_DETAIL_RUNTIME void restore_settings(registry_core& core, text_view settings) noexcept {
    shared_settings* changed = nullptr;
    {
        settings_lock const held{core};
        registry_state& registry = *core.state;
        parsed_settings const read = read_settings(settings, "", core, nullptr);
        if (read.has_memory()) replace(registry, registry.shared->top(), read.good);
        changed = &retain_shared(registry);
    }
    call_listeners(*changed);
}

SLUICE_DETAIL_RUNTIME void reload_settings(registry_core& core) noexcept {
    shared_settings* changed = nullptr;
    {
        settings_lock held{core};
        registry_state& registry = *core.state;
        forget_time_zone();
        read_outputs(registry, held.messages);
        notify_parts(part_event::reload);
        read_variable(registry, true, held.messages);
        SLUICE_DETAIL_EXTENDED_ONLY(refresh_layers(registry, held.messages);)
        notify_copies(registry, change_kind::environment);
        changed = &retain_shared(registry);
    }
    call_listeners(*changed);
}

SLUICE_DETAIL_RUNTIME void change_rank(registry_core& core, int rank) noexcept {
    settings_lock const held{core};
    core.state->shared->rank = rank;
    adopt_rank(*core.state);
    if (SLUICE_CFG_EXTENDED) adopt_shared(*core.state);
    notify_copies(*core.state, change_kind::rank);
}

SLUICE_DETAIL_RUNTIME void ignore_outputs(registry_core& core, bool begin) noexcept {
    settings_lock const held{core};
    registry_state& registry = *core.state;
    begin ? ++registry.captures : --registry.captures;
    store_ordered(registry.output, registry.captures == 0 ? registry.variables : &plain_output);
    note_checks(registry);
}

SLUICE_DETAIL_RUNTIME void add_listener(registry_core& core, listener& added) noexcept {
    shared_settings* shared = nullptr;
    {
        settings_lock const held{core};
        shared = &retain_shared(*core.state);
    }
    listeners_lock const held{*shared};
    added.owner = core.state;
    added.next = shared->listeners;
    shared->listeners = &added;
    store_relaxed(core.state->listener_count, load_relaxed(core.state->listener_count) + 1);
}

SLUICE_DETAIL_RUNTIME void remove_listener(registry_core& core, listener& removed) noexcept {
    shared_settings* shared = nullptr;
    {
        hub& entered = enter_hub();
        if (core.state->shared != nullptr) shared = &retain_shared(*core.state);
        exit_hub(entered);
    }
    if (shared == nullptr) return;  // its library has left the hub
    listeners_lock const held{*shared};
    drop_listeners(*shared, *core.state, &removed);
}

SLUICE_DETAIL_RUNTIME void add_sink(registry_core& core, sink& added) noexcept {
    { settings_lock const configured{core}; }
    sink_list& sinks = core.state->sinks;
    sinks_lock const held{sinks};
    added.next = sinks.first;
    store_relaxed(sinks.first, &added);
}

SLUICE_DETAIL_RUNTIME void remove_sink(registry_core& core, sink& removed) noexcept {
    {
        sink_list& sinks = core.state->sinks;
        sinks_lock const held{sinks};
        sink** link = &sinks.first;
        while (*link != &removed) link = &(*link)->next;
        store_relaxed(*link, removed.next);
        if (sinks.next_sink == &removed) sinks.next_sink = removed.next;
        if (sinks.current == &removed) sinks.current = nullptr;
    }
    if (removed.refused > 1) report_refused(core.table.root, removed.refused);
}

SLUICE_DETAIL_RUNTIME level level_of_name(registry_core& core, text_view name) noexcept {
    settings_lock const held{core};
    tables const& table = core.table;
    plan const now = core.state->in_force.view();
    size_t const row = table.find(name);
    return row != table.row_count() ? resolve_row(row, now, table)
                                    : resolve_logger(name == "all" ? table.root : name, now, table);
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
