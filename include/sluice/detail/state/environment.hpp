// Where settings take effect: the environment's, which the first call of a registry reads, and those that a program
// sets. Part of the runtime. Knows nothing of records.
#pragma once

#include "../buffer.hpp"
#include "../settings/diagnose.hpp"
#include "../settings/parse.hpp"
#include "help.hpp"
#include "output.hpp"

namespace sluice::detail {

/// A settings text on its way into a registry: parsed, with memory of its own.
struct parsed_settings {
    owned_plan good;  // what can be applied
    size_t problem_count = 0;
    help_request help = help_request::none;
};

/// Copies the text and parses the copy; a message for each problem goes to `messages`. Allocates.
SLUICE_DETAIL_COLD inline parsed_settings read_settings(text_view text, text_view origin, tables const& table,
                                                        buffer& messages) noexcept {
    parsed_settings made{};
    made.good.directives = static_cast<directive*>(malloc(count_directives(text) * sizeof(directive)));
    if (!made.good.text.assign(text) || made.good.directives == nullptr) {
        made.good.release();
        made.problem_count = 1;
        messages.append("sluice: ");
        messages.append(origin);
        messages.append(": no memory for these settings; they are not in force\n");
        return made;
    }
    text_view const copy = made.good.text.view();
    made.help = parse_settings(
        copy, table, [&](directive const& good) { made.good.directives[made.good.count++] = good; },
        [&](settings_problem const& bad) {
            diagnose(messages, bad, origin, copy, table);
            ++made.problem_count;
        });
    return made;
}

/// Stores the module's threshold. With the guard held.
inline void apply(registry_state const& registry, module_state& each) noexcept {
    each.gate.store(resolve_logger(each.logger, registry.top->settings.view(), registry.table));
}

/// Stores every threshold that the settings in force make. With the guard held.
SLUICE_DETAIL_COLD inline void apply_all(registry_state& registry) noexcept {
    plan const now = registry.top->settings.view();
    tables const& table = registry.table;
    cell* gate = registry.gates;
    for (size_t i = 0; i < table.component_count; ++i)
        (gate++)->store(resolve_logger(table.logger_of(table.components[i]), now, table));
    for (size_t i = 0; i < table.artifact_count; ++i) (gate++)->store(resolve_artifact(i, now, table));
    for (module_state* each = registry.modules; each != nullptr; each = each->next) apply(registry, *each);
}

/// Takes over new settings. With the guard held.
SLUICE_DETAIL_COLD inline void replace(registry_state& registry, settings_layer& layer,
                                       owned_plan const& settings) noexcept {
    layer.settings.release();
    layer.settings = settings;
    apply_all(registry);
}

/// Reads all variables; what they set goes into the first layer. Messages go to `said`. With the guard held.
SLUICE_DETAIL_COLD inline void read_environment(registry_state& registry, buffer& said) noexcept {
    text_view const name = registry.table.environment;  // a literal: NUL-terminated
    char const* const value = environment_variable(name.data());
    bool const was_set = registry.environment_is_set;
    registry.environment_is_set = value != nullptr;
    read_companions(registry, said);
    if (registry.configured && value == nullptr && !was_set) return;  // what the program set stays
    parsed_settings const read = read_settings(value == nullptr ? "" : value, name, registry.table, said);
    replace(registry, registry.base, read.good);
    if (read.help != help_request::none) append_help(said, registry, read.help == help_request::full);
}

/// Reads the environment unless that was done before. Any thread; locks.
SLUICE_DETAIL_COLD inline void configure(registry_state& registry) noexcept {
    buffer said;
    {
        lock_guard const held{registry.guard};
        if (registry.configured) return;
        read_environment(registry, said);
        registry.configured = true;
    }
    if (!said.view().empty()) write_stderr(said.view());
}

/// Calls the listeners, one after the other, unless one of them is what changed the settings. With no guard held.
SLUICE_DETAIL_COLD inline void announce(registry_state& registry) noexcept {
    if (load_relaxed(registry.announcing) == thread_id()) return;
    lock_guard const held{registry.listeners_guard};
    store_relaxed(registry.announcing, thread_id());
    registry.next_listener = registry.listeners;
    while (listener* const each = registry.next_listener) {
        registry.next_listener = each->next;
        each->call(*each);
    }
    store_relaxed(registry.announcing, 0ul);
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME void make_ready(source const& from) noexcept {
    if (from.gate.configured()) return;
    configure(from.registry);
    if (from.module == nullptr) return;
    lock_guard const held{from.registry.guard};
    if (from.gate.configured()) return;  // another thread did it
    from.module->next = from.registry.modules;
    from.registry.modules = from.module;
    apply(from.registry, *from.module);
}

SLUICE_DETAIL_RUNTIME bool passes_when_ready(source const& from, level at) noexcept {
    make_ready(from);
    return from.gate.passes(at);
}

SLUICE_DETAIL_RUNTIME change_result change_settings(registry_state& registry, text_view settings, bool in_any_case,
                                                    settings_layer* layer, buffer& said) noexcept {
    configure(registry);
    change_result made;
    {
        buffer origin;
        origin.append(registry.table.root);
        origin.append(layer == nullptr ? "::logs.set" : "::logs.scoped");
        lock_guard const held{registry.guard};
        if (registry.environment_is_set && !in_any_case) {
            made.stood_back = true;
            if (!registry.said_so) {
                said.append("sluice: ");
                said.append(origin.view());
                said.append(" changes nothing, because the environment sets ");
                said.append(registry.table.environment);
                said.append("; sluice::over_environment as a second argument overrides that\n");
            }
            registry.said_so = true;
            return made;
        }
        parsed_settings read = read_settings(settings, origin.view(), registry.table, said);
        made.problem_count = read.problem_count;
        if (read.problem_count != 0 || read.help != help_request::none) {
            read.good.release();
            if (read.help != help_request::none) append_help(said, registry, read.help == help_request::full);
            return made;
        }
        if (layer != nullptr) {
            layer->below = registry.top;
            registry.top = layer;
        }
        replace(registry, *registry.top, read.good);
    }
    announce(registry);
    return made;
}

SLUICE_DETAIL_RUNTIME void remove_layer(registry_state& registry, settings_layer& layer) noexcept {
    {
        lock_guard const held{registry.guard};
        settings_layer** link = &registry.top;
        while (*link != &layer && *link != nullptr) link = &(*link)->below;
        if (*link == nullptr) return;  // it never got in
        *link = layer.below;
        layer.settings.release();
        apply_all(registry);
    }
    announce(registry);
}

SLUICE_DETAIL_RUNTIME owned_text copy_settings(registry_state& registry) noexcept {
    configure(registry);
    lock_guard const held{registry.guard};
    owned_text copy{};
    copy.assign(registry.top->settings.text.view());
    return copy;
}

SLUICE_DETAIL_RUNTIME void restore_settings(registry_state& registry, text_view settings) noexcept {
    configure(registry);
    buffer known_already;
    {
        lock_guard const held{registry.guard};
        replace(registry, *registry.top, read_settings(settings, "", registry.table, known_already).good);
    }
    announce(registry);
}

SLUICE_DETAIL_RUNTIME void read_environment_again(registry_state& registry) noexcept {
    configure(registry);
    buffer said;
    {
        lock_guard const held{registry.guard};
        read_environment(registry, said);
    }
    if (!said.view().empty()) write_stderr(said.view());
    announce(registry);
}

SLUICE_DETAIL_RUNTIME void change_rank(registry_state& registry, int rank) noexcept {
    lock_guard const held{registry.output.guard};
    store_relaxed(registry.rank, rank);
    if (names_rank(registry.output.path.view())) close_output(registry.output);
}

SLUICE_DETAIL_RUNTIME void add_listener(registry_state& registry, listener& added) noexcept {
    bool const from_listener = load_relaxed(registry.announcing) == thread_id();
    if (!from_listener) registry.listeners_guard.lock();
    added.next = registry.listeners;
    registry.listeners = &added;
    if (!from_listener) registry.listeners_guard.unlock();
}

SLUICE_DETAIL_RUNTIME void remove_listener(registry_state& registry, listener& removed) noexcept {
    bool const from_listener = load_relaxed(registry.announcing) == thread_id();
    if (!from_listener) registry.listeners_guard.lock();
    listener** link = &registry.listeners;
    while (*link != &removed) link = &(*link)->next;
    *link = removed.next;
    if (registry.next_listener == &removed) registry.next_listener = removed.next;
    if (!from_listener) registry.listeners_guard.unlock();
}

SLUICE_DETAIL_RUNTIME level level_of_name(registry_state& registry, text_view name) noexcept {
    configure(registry);
    lock_guard const held{registry.guard};
    tables const& table = registry.table;
    plan const now = registry.top->settings.view();
    if (name == "all") return resolve_logger(table.root, now, table);
    for (size_t i = 0; i < table.component_count; ++i)
        if (table.components[i].name == name) return resolve_logger(table.logger_of(table.components[i]), now, table);
    for (size_t i = 0; i < table.artifact_count; ++i)
        if (table.artifacts[i].name == name) return resolve_artifact(i, now, table);
    return resolve_logger(name, now, table);
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
