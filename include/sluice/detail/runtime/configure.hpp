// Configuration of a copy of a registry, from the environment or from the settings in force; and adoption of changes
// that another copy makes. Part of the runtime. Independent of records.
#pragma once

#include "../output/variables.hpp"
#include "../settings/explain.hpp"
#include "../settings/parse.hpp"
#include "../settings/resolve.hpp"
#include "extensions.hpp"
#include "help.hpp"
#include "registry_state.hpp"

namespace sluice::detail {

SLUICE_DETAIL_MESSAGE inline void append_no_memory(buffer& messages, text_view origin) noexcept {
    append_filled(messages, "sluice: $a: no memory for these settings; they are not applied\n", {origin});
}

/// A settings text, parsed, in its own memory.
struct SLUICE_DETAIL_HIDDEN parsed_settings {
    owned_plan good{};  // the directives without mistakes
    size_t problem_count = 0;
    request asked = request::none;  // the last word: append_answers()
#if SLUICE_CFG_EXTENDED
    size_t file_problems = 0;   // of these, in files that the text names
    bool is_unsettled = false;  // a file is missing or empty, as while it is written
#endif

    [[nodiscard]] bool has_memory() const noexcept { return good.directives != nullptr; }
};

/// Limit of suggestions for a text: the search for the nearest name is the slowest part of a message.
inline constexpr size_t max_suggestions = 100;

/// Copies the text and parses the copy. Appends a message for each mistake to `messages`, and a note for each directive
/// that may not do what was meant; if that is null, mistakes are ignored. Reads the files that directives name, unless
/// `skips_files` is set. Allocates.
SLUICE_DETAIL_MESSAGE inline parsed_settings read_settings(
    text_view text, text_view origin, registry_core const& core,
    buffer* messages SLUICE_DETAIL_EXTENDED_ONLY(, bool skips_files = false)) noexcept {
    SLUICE_DETAIL_EXTENDED_ONLY(
        if (!skips_files && may_name_file(text)) return read_with_files(text, origin, core, messages, false);)
    SLUICE_DETAIL_EXTENDED_ONLY(int const rank = load_relaxed(core.state->rank);)
    parsed_settings made;
    made.good.directives = static_cast<directive*>(malloc(max_directives(text) * sizeof(directive)));
    if (!made.good.text.assign(text) || !made.has_memory()) {
        made.good.release();
        made.problem_count = 1;
        if (messages != nullptr) append_no_memory(*messages, origin);
        return made;
    }
    settings_parser parser{made.good.text.view(), core.table};
    for (size_t searches = 0; parser.next();) {
        bool const is_good = parser.fault == settings_fault::none;
        bool const is_ours = is_good SLUICE_DETAIL_EXTENDED_ONLY(&& is_for_rank(parser.parsed, rank));
        if (is_good && parser.asked != request::none) {
            if (is_ours) made.asked = parser.asked;
            continue;
        }
        if (is_ours) made.good.directives[made.good.count++] = parser.parsed;
        if (messages == nullptr SLUICE_DETAIL_EXTENDED_ONLY(|| names_file(parser.whole))) continue;
        if (parser.fault == settings_fault::unknown_name && is_name_elsewhere(core.table, parser.name)) continue;
        if (!is_good) ++made.problem_count;
        if (!is_good || parser.parsed.target == directive::kind::subtree) ++searches;
        explain(*messages, parser, origin, searches <= max_suggestions, core.kept);
    }
    return made;
}

// The functions up to settings_lock require the hub's lock.

/// Stores the module's threshold.
SLUICE_DETAIL_MESSAGE inline void apply(registry_state& registry, module_state& each) noexcept {
#if SLUICE_CFG_EXTENDED
    each.own.set(module_threshold(registry, each));
#else
    each.own.set(resolve_logger(each.logger, registry.in_force.view(), registry.core.table));
#endif
}

/// Stores the thresholds of all channels.
SLUICE_DETAIL_MESSAGE inline void apply_settings(registry_state& registry, owned_plan const& settings) noexcept {
#if SLUICE_CFG_EXTENDED
    owned_plan before = registry.in_force;  // rules for files view it until they are replaced
#else
    registry.in_force.release();
#endif
    registry.in_force = settings;
    plan const now = settings.view();
    tables const& table = registry.core.table;
#if SLUICE_CFG_EXTENDED
    begin_controls(registry, now);
    for (size_t i = 0; i < table.row_count(); ++i) registry.core.gates[i].set(row_threshold(registry, i));
#else
    for (size_t i = 0; i < table.row_count(); ++i) registry.core.gates[i].set(resolve_row(i, now, table));
#endif
    for (module_state* each = registry.modules; each != nullptr; each = each->next) apply(registry, *each);
#if SLUICE_CFG_EXTENDED
    end_controls(registry);
    follow_files(registry);
    before.release();
#endif
}

/// Adopts the settings that the copies share. Mistakes, and names that aren't in this copy's tables, have been
/// reported. If memory runs out, keeps the previous settings and returns false.
SLUICE_DETAIL_MESSAGE inline bool adopt_shared(registry_state& registry) noexcept {
    parsed_settings const read = read_settings(registry.shared->top().text.view(), "", registry.core, nullptr);
    if (read.has_memory()) apply_settings(registry, read.good);
    return read.has_memory();
}

#if SLUICE_CFG_EXTENDED
/// Reports variables that look like one of the registry's, SHOP_LOGS_OUTPUT and SHOP_LOG, with the right name.
SLUICE_DETAIL_MESSAGE inline void report_unknown_variables(tables const& table, buffer& messages) noexcept {
    text_view const variable = table.environment;
    text_view const singular = variable.part(0, variable.size() - 1);  // of SHOP_LOGS
    bool const is_plural = variable.size() > 5 && variable.part(variable.size() - 5) == "_LOGS";
    for (char* const* each = all_variables(); each != nullptr && *each != nullptr; ++each) {
        text_view name{*each};
        if (!name.starts_with(singular)) continue;
        name = name.part(0, name.find('='));
        text_view const suffix = name.part(variable.size());
        bool const is_singular = is_plural && name == singular;
        if (!is_singular && !(name.starts_with(variable) && suffix.starts_with("_"))) continue;
        nearest_name nearest{suffix};
        bool is_known = false;
        for (variable_row const& row : variable_rows) {
            nearest.consider(row.suffix);
            is_known = is_known || text_view{row.suffix} == suffix;
        }
        if (is_known || is_name_elsewhere(table, name)) continue;
        spelling const* const word = find_spelling(foreign_suffixes, suffix);
        text_view const right = is_singular ? "" : word != nullptr ? word->ours : nearest.found;
        bool const has_right = is_singular || word != nullptr || !right.empty();
        text_view const values[] = {name, variable, right};
        append_filled(messages,
                      has_right ? "sluice: there is no variable $A; did you mean $b$c?\n"
                                : "sluice: there is no variable $A; $b=help lists them\n",
                      values);
    }
}
#else
SLUICE_DETAIL_ALWAYS_INLINE void report_unknown_variables(tables const&, buffer&) noexcept {}
#endif

/// Reads the variables in addition to the registry's own, and publishes their values. Keeps older values, because calls
/// may still read them, and reuses them if the variables have the same values again.
SLUICE_DETAIL_MESSAGE inline void read_outputs(registry_state& registry, buffer& messages) noexcept {
    auto* made = new output_config;
    if (made == nullptr) return;
    read_variables(*made, registry.core.table.environment, messages);
    report_unknown_variables(registry.core.table, messages);
    output_config* const now = registry.variables;
    for (output_config** link = &registry.variables; *link != &plain_output; link = &(*link)->older) {
        output_config* const each = *link;
        if (!each->is_same(*made)) continue;
        made->release();
        delete made;
        if (each == now) return;
        *link = each->older;
        made = each;
        break;
    }
    made->older = registry.variables;
    registry.variables = made;
    if (registry.captures == 0) store_ordered(registry.output, made);
    note_checks(registry);
}

/// Adopts the rank that the copies share. A changed rank makes the file be opened again, as its name may contain it.
SLUICE_DETAIL_MESSAGE inline void adopt_rank(registry_state& registry) noexcept SLUICE_DETAIL_UNCHECKED {
    if (load_relaxed(registry.rank) == registry.shared->rank) return;
    store_relaxed(registry.rank, registry.shared->rank);
    store_relaxed(registry.file.to.stale, true);
#if SLUICE_CFG_EXTENDED
    reopen_routes(registry);
#endif
}

/// Adopts a change that another copy made.
SLUICE_DETAIL_MESSAGE inline void handle_change(registry_copy& copy, change_kind kind) noexcept {
    auto& registry = static_cast<registry_state&>(copy);
    if (kind == change_kind::rank) adopt_rank(registry);
    if (kind == change_kind::environment) {
        message_buffer discarded;  // the other copy has reported them
        read_outputs(registry, discarded);
        notify_parts(part_event::reload);
    }
    adopt_shared(registry);
}

SLUICE_DETAIL_MESSAGE inline void notify_copies(registry_state const& registry, change_kind kind) noexcept {
    for (registry_copy* each = registry.shared->copies; each != nullptr; each = each->next)
        if (each != &registry) each->on_change(*each, kind);
}

/// Replaces a layer's settings; applies them if it is the topmost. Returns false, unchanged, if memory runs out.
SLUICE_DETAIL_MESSAGE inline bool replace(registry_state& registry, settings_layer& layer,
                                          owned_plan settings) noexcept {
    owned_text copy{};
    if (!copy.assign(settings.text.view())) {
        settings.release();
        return false;
    }
    layer.text.release();
    layer.text = copy;
    layer.source.release();
    SLUICE_DETAIL_EXTENDED_ONLY(layer.source = settings.source; settings.source = {}; layer.reported = 0;)
    if (&layer != &registry.shared->top()) {
        settings.release();
        SLUICE_DETAIL_EXTENDED_ONLY(follow_files(registry);)
        return true;
    }
    apply_settings(registry, settings);
    notify_copies(registry, change_kind::settings);
    return true;
}

/// Reads the environment variable into the base layer.
SLUICE_DETAIL_MESSAGE inline void read_variable(registry_state& registry, bool again, buffer& messages) noexcept {
    tables const& table = registry.core.table;
    char const* const value = environment_variable(table.environment.data());  // a literal: NUL-terminated
    shared_settings& shared = *registry.shared;
    bool const was_set = shared.environment_is_set;
    shared.environment_is_set = value != nullptr;
    if (again && value == nullptr && !was_set) return;  // the program's settings stay
    parsed_settings read = read_settings(value == nullptr ? "" : value, table.environment, registry.core, &messages);
    if (shared.defaults.size != 0 && read.has_memory()) {
        message_buffer both;
        both.append(shared.defaults.view());
        both.append(',');
        both.append(settings_parser{SLUICE_DETAIL_FOLLOWED(read.good), table}.text);
        read.good.release();
        read.good = read_settings(both.view(), "", registry.core, nullptr).good;
    }
    SLUICE_DETAIL_EXTENDED_ONLY(if (again && keeps_bad_files(shared.base, read, table.environment, messages)) return;)
    bool const done = read.has_memory() && replace(registry, shared.base, read.good);
    if (!done && !again) apply_settings(registry, {});  // without memory, gates still get thresholds
    SLUICE_DETAIL_EXTENDED_ONLY(note_at_exit(registry);)
    if (read.asked != request::none) append_answers(messages, registry, value, read.asked);
}

/// Configures a registry: from the environment if it is the first copy, otherwise from the settings in force.
SLUICE_DETAIL_MESSAGE inline void configure(hub& entered, registry_core& core,
                                            buffer& messages) noexcept SLUICE_DETAIL_UNCHECKED {
    SLUICE_DETAIL_EXTENDED_ONLY(asm volatile("" : : "r"(&sluice_set));)
    if (start_time == 0) {
        unsigned nanoseconds = 0;
        unsigned long long const seconds = wall_seconds(nanoseconds);
        store_relaxed(start_time, seconds * 1000000 + nanoseconds / 1000);
    }
    if (core.state == nullptr) {
        registry_state* const made = new (core.storage) registry_state{core};
        made->file.to.name = {core.table.environment, "_OUT", "went to stderr"};
        register_part(made->sinks, part_rank::sinks, handle_sinks);
        register_part(made->file, part_rank::file, handle_log_file);
        register_stderr();
        store_ordered(core.state, made);
    }
    registry_state& registry = *core.state;
    registry.shared = &join_copies(entered, registry, messages);
    bool const is_first = registry.shared->copies == nullptr;
#if SLUICE_CFG_EXTENDED
    if (is_first) registry.shared->rank = launcher_rank();
#endif
    registry.on_change = handle_change;
    registry.next = registry.shared->copies;
    registry.shared->copies = &registry;
    message_buffer discarded;
    read_outputs(registry, is_first ? messages : discarded);
    adopt_rank(registry);
    if (is_first) return read_variable(registry, false, messages);
    if (!adopt_shared(registry)) apply_settings(registry, {});
}

/// Locks the hub, and configures the registry if necessary. The destructor unlocks the hub, then writes the messages.
/// Any thread.
class SLUICE_DETAIL_HIDDEN settings_lock {
public:
    SLUICE_DETAIL_MESSAGE explicit settings_lock(registry_core& core) noexcept : entered_(&enter_hub()) {
        if (core.state == nullptr || core.state->shared == nullptr) configure(*entered_, core, messages);
        SLUICE_DETAIL_EXTENDED_ONLY(resume_files();)
    }
    settings_lock(settings_lock const&) = delete;
    settings_lock& operator=(settings_lock const&) = delete;
    SLUICE_DETAIL_MESSAGE ~settings_lock() {
        exit_hub(*entered_);
        if (!messages.empty()) write_stderr(messages.view());
    }

    message_buffer messages;

private:
    call_scope scope_;
    reentrancy_guard guard_;
    hub* entered_;
};

}  // namespace sluice::detail
