// Where settings take effect: the environment's, which the first call of a registry reads, and those that a program
// sets. Part of the runtime. Knows nothing of records.
#pragma once

#include "../buffer.hpp"
#include "../settings/diagnose.hpp"
#include "../settings/parse.hpp"
#include "help.hpp"

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
    made.good.text = static_cast<char*>(malloc(text.size() + 1));
    made.good.directives = static_cast<directive*>(malloc(count_directives(text) * sizeof(directive)));
    if (made.good.text == nullptr || made.good.directives == nullptr) {
        made.good.release();
        made.problem_count = 1;
        messages.append("sluice: ");
        messages.append(origin);
        messages.append(": no memory for these settings; they are not in force\n");
        return made;
    }
    memcpy(made.good.text, text.data(), text.size());
    text_view const copy{made.good.text, text.size()};
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
    each.gate.store(resolve_logger(each.logger, registry.settings.view(), registry.table));
}

/// Takes over new settings, and stores every threshold that they make. With the guard held.
SLUICE_DETAIL_COLD inline void replace(registry_state& registry, owned_plan const& settings) noexcept {
    registry.settings.release();
    registry.settings = settings;
    plan const now = settings.view();
    tables const& table = registry.table;
    cell* gate = registry.gates;
    for (size_t i = 0; i < table.component_count; ++i)
        (gate++)->store(resolve_logger(table.logger_of(table.components[i]), now, table));
    for (size_t i = 0; i < table.artifact_count; ++i) (gate++)->store(resolve_artifact(i, now, table));
    for (module_state* each = registry.modules; each != nullptr; each = each->next) apply(registry, *each);
}

/// Reads the environment unless that was done before. Any thread; locks.
SLUICE_DETAIL_COLD inline void configure(registry_state& registry) noexcept {
    buffer said;
    {
        lock_guard const held{registry.guard};
        if (registry.configured) return;
        text_view const name = registry.table.environment;  // a literal: NUL-terminated
        char const* const value = environment_variable(name.data());
        parsed_settings const read = read_settings(value == nullptr ? "" : value, name, registry.table, said);
        replace(registry, read.good);
        registry.configured = true;
        if (read.help != help_request::none) append_help(said, registry, read.help == help_request::full);
    }
    if (!said.view().empty()) write_stderr(said.view());
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

SLUICE_DETAIL_RUNTIME size_t change_settings(registry_state& registry, text_view settings, buffer& said) noexcept {
    configure(registry);
    buffer origin;
    origin.append(registry.table.root);
    origin.append("::logs.set");
    lock_guard const held{registry.guard};
    parsed_settings read = read_settings(settings, origin.view(), registry.table, said);
    bool const asked_for_help = read.help != help_request::none;
    if (read.problem_count == 0 && !asked_for_help) {
        replace(registry, read.good);
        return 0;
    }
    read.good.release();
    if (asked_for_help) append_help(said, registry, read.help == help_request::full);
    return read.problem_count;
}

SLUICE_DETAIL_RUNTIME level level_of_name(registry_state& registry, text_view name) noexcept {
    configure(registry);
    lock_guard const held{registry.guard};
    tables const& table = registry.table;
    plan const now = registry.settings.view();
    if (name == "all") return resolve_logger(table.root, now, table);
    for (size_t i = 0; i < table.component_count; ++i)
        if (table.components[i].name == name) return resolve_logger(table.logger_of(table.components[i]), now, table);
    for (size_t i = 0; i < table.artifact_count; ++i)
        if (table.artifacts[i].name == name) return resolve_artifact(i, now, table);
    return resolve_logger(name, now, table);
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
