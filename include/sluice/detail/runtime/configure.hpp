// A copy of a registry among the others in the process: how it configures itself, from the environment or from what is in
// force, and takes over what another changes. Part of the runtime. Knows nothing of records.
#pragma once

#include "../base/text.hpp"
#include "../settings/explain.hpp"
#include "../shared/fork.hpp"
#include "help.hpp"
#include "../shared/hub.hpp"
#include "../output/variables.hpp"

namespace sluice::detail {

plan owned_plan::view() const noexcept { return {directives, count}; }

SLUICE_DETAIL_COLD inline void say_no_memory(buffer& said, text_view origin) noexcept {
    said.append("sluice: ");
    said.append(origin);
    said.append(": no memory for these settings; they are not in force\n");
}

/// A settings text on its way into a registry: parsed, with memory of its own.
struct SLUICE_DETAIL_HIDDEN parsed_settings {
    owned_plan good;  // what can be applied
    size_t problem_count = 0;
    help_request help = help_request::none;

    [[nodiscard]] bool has_memory() const noexcept { return good.directives != nullptr; }
};

/// For how many mistakes of a text the nearest name is looked for: it takes longer than all else with a message.
inline constexpr size_t max_suggestions = 100;

/// Copies the text and parses the copy; a message for each problem goes to `messages`, unless that is null. Allocates.
SLUICE_DETAIL_COLD inline parsed_settings read_settings(text_view text, text_view origin, tables const& table,
                                                        buffer* messages) noexcept {
    parsed_settings made{};
    made.good.directives = static_cast<directive*>(malloc(max_directives(text) * sizeof(directive)));
    if (!made.good.text.assign(text) || !made.has_memory()) {
        made.good.release();
        made.problem_count = 1;
        if (messages != nullptr) say_no_memory(*messages, origin);
        return made;
    }
    settings_parser parser{made.good.text.view(), table};
    while (parser.next()) {
        if (parser.fault == settings_fault::none) {
            made.good.directives[made.good.count++] = parser.parsed;
            continue;
        }
        if (messages != nullptr) explain(*messages, parser, origin, made.problem_count < max_suggestions);
        ++made.problem_count;
    }
    made.help = parser.help;
    return made;
}

// What follows, up to settings_guard, is called with the hub's guard held.

/// Stores the module's threshold.
SLUICE_DETAIL_COLD inline void apply(registry_state const& registry, module_state& each) noexcept {
    each.gate.store(resolve_logger(each.logger, registry.in_force.view(), registry.table));
}

/// Stores every threshold that the settings make.
SLUICE_DETAIL_COLD inline void put_in_force(registry_state& registry, owned_plan const& settings) noexcept {
    registry.in_force.release();
    registry.in_force = settings;
    plan const now = settings.view();
    tables const& table = registry.table;
    for (size_t i = 0; i < table.row_count(); ++i) registry.gates[i].store(resolve_row(i, now, table));
    for (module_state* each = registry.modules; each != nullptr; each = each->next) apply(registry, *each);
}

/// Takes over the settings that the copies share. What is wrong with them, or unknown in this copy's tables, has been
/// said. Where memory runs out the copy stays with those that it had; false.
SLUICE_DETAIL_COLD inline bool take_over(registry_state& registry) noexcept {
    parsed_settings const read = read_settings(registry.shared->top().text.view(), "", registry.table, nullptr);
    if (read.has_memory()) put_in_force(registry, read.good);
    return read.has_memory();
}

SLUICE_DETAIL_COLD inline void take_rank(registry_state& registry) noexcept {
    turn const my{};
    lock_guard const held{registry.output.guard};
    store_relaxed(registry.rank, registry.shared->rank);
    if (names_rank(registry.output.path.view())) close_output(registry.output);
}

/// What a copy does when another has changed something.
SLUICE_DETAIL_COLD inline void hear(registry_copy& copy, news what) noexcept {
    auto& registry = static_cast<registry_state&>(copy);
    if (what == news::rank) return take_rank(registry);
    message_buffer said_already;
    if (what == news::environment) {
        look_at_stderr(true);
        read_companions(registry, said_already);
    }
    take_over(registry);
}

/// Has the other copies hear of it.
SLUICE_DETAIL_COLD inline void tell(registry_state const& registry, news what) noexcept {
    for (registry_copy* each = registry.shared->copies; each != nullptr; each = each->next)
        if (each != &registry) each->hear(*each, what);
}

/// Puts settings in a layer, and in force where it is the topmost. False, with nothing changed, where memory runs out.
SLUICE_DETAIL_COLD inline bool replace(registry_state& registry, settings_layer& layer, owned_plan settings) noexcept {
    owned_text copy{};
    if (!copy.assign(settings.text.view())) {
        settings.release();
        return false;
    }
    layer.text.release();
    layer.text = copy;
    if (&layer != &registry.shared->top()) {
        settings.release();
        return true;
    }
    put_in_force(registry, settings);
    tell(registry, news::settings);
    return true;
}

/// Reads the environment variable; what it sets goes into the first layer. Messages go to `said`.
SLUICE_DETAIL_COLD inline void read_variable(registry_state& registry, bool again, buffer& said) noexcept {
    text_view const name = registry.table.environment;  // a literal: NUL-terminated
    char const* const value = environment_variable(name.data());
    shared_settings& shared = *registry.shared;
    bool const was_set = shared.environment_is_set;
    shared.environment_is_set = value != nullptr;
    if (again && value == nullptr && !was_set) return;  // what the program set stays
    parsed_settings const read = read_settings(value == nullptr ? "" : value, name, registry.table, &said);
    bool const done = read.has_memory() && replace(registry, shared.base, read.good);
    if (!done && !again) put_in_force(registry, {});  // though memory has run out, gates are set
    if (read.help != help_request::none) append_help(said, registry.table, registry.in_force.view(), read.help == help_request::full);
}

/// The settings of all copies of this registry, made for the first of them.
SLUICE_DETAIL_COLD inline shared_settings& find_shared(hub& where, registry_state& registry) noexcept {
    tables const& table = registry.table;
    for (shared_settings* each = where.first; each != nullptr; each = each->next) {
        if (!(each->root.view() == table.root && each->variable.view() == table.environment)) continue;
        fetch_add_ordered(each->users, 1u);
        return *each;
    }
    auto* const made = new shared_settings;
    if (made == nullptr || !made->variable.assign(table.environment) || !made->root.assign(table.root)) {
        if (made != nullptr) made->variable.release();
        delete made;
        return registry.alone;
    }
    made->next = where.first;
    where.first = made;
    return *made;
}

/// Configures a registry: from the environment where it is the first copy, otherwise from what is in force.
SLUICE_DETAIL_COLD inline void enlist(hub& where, registry_state& registry, buffer& said) noexcept {
    shared_settings& shared = find_shared(where, registry);
    bool const is_first = shared.copies == nullptr;
    registry.shared = &shared;
    registry.hear = hear;
    registry.next = shared.copies;
    shared.copies = &registry;
    registry.next_here = here.registries;
    store_ordered(here.registries, &registry);
    message_buffer said_already;
    look_at_stderr(false);
    read_companions(registry, is_first ? said : said_already);
    take_rank(registry);
    if (is_first) return read_variable(registry, false, said);
    if (!take_over(registry)) put_in_force(registry, {});
}

/// Messages, written at the end of a scope.
struct SLUICE_DETAIL_HIDDEN reporter {
    message_buffer said;

    reporter() noexcept = default;
    reporter(reporter const&) = delete;
    reporter& operator=(reporter const&) = delete;
    ~reporter() {
        if (!said.view().empty()) write_stderr(said.view());
    }
};

/// Locks the hub's guard, and configures the registry where that was not done before. Any thread.
class SLUICE_DETAIL_HIDDEN settings_guard {
public:
    SLUICE_DETAIL_COLD explicit settings_guard(registry_state& registry) noexcept {
        if (registry.shared == nullptr) enlist(held_.held(), registry, reporter_.said);
    }

    SLUICE_DETAIL_COLD ~settings_guard() = default;

    [[nodiscard]] buffer& said() noexcept { return reporter_.said; }

private:
    undisturbed calm_;
    turn my_;
    reporter reporter_;  // writes when nothing is locked
    hub_guard held_;
};

}  // namespace sluice::detail
