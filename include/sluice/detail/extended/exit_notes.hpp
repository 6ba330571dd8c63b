// Notes at the end of the program: for directives in the variable that matched nothing, or opened gates for nothing. A
// dotted name that nothing declares is legal, since its module may come later; only the end tells that it didn't. The
// answer to sites=hits comes then too. Only SLUICE_CFG_EXTENDED compiles it.
#pragma once

#include "../runtime/configure.hpp"
#include "site_counts.hpp"

namespace sluice::detail {

/// The registries of this program or shared library whose variables have such directives.
struct SLUICE_DETAIL_HIDDEN exit_notes : part {
    registry_state* first = nullptr;  // with the hub's lock held
};
SLUICE_DETAIL_HIDDEN inline constinit exit_notes all_exit_notes{};

/// Returns true if a component has a logger of this name or below it, or a module that has been used.
[[nodiscard]] SLUICE_DETAIL_MESSAGE inline bool has_matched(registry_state const& registry, text_view name) noexcept {
    tables const& table = registry.core.table;
    for (size_t i = 0; i < table.component_count; ++i)
        for (unsigned j = 0; j < table.components[i].logger_count; ++j)
            if (is_within(table.loggers[table.components[i].first_logger + j], name)) return true;
    for (size_t i = 0; i < table.artifact_count; ++i)
        if (is_within(table.artifacts[i].logger, name)) return true;
    for (module_state const* each = registry.modules; each != nullptr; each = each->next)
        if (is_within(each->logger, name)) return true;
    return false;
}

/// Returns true if a channel of a logger, or of one below it, made a record.
[[nodiscard]] SLUICE_DETAIL_MESSAGE inline bool has_logged(registry_state const& registry, text_view name) noexcept {
    tables const& table = registry.core.table;
    for (size_t i = 0; i < table.row_count(); ++i) {
        text_view const logger = i < table.component_count ? table.logger_of(table.components[i])
                                                           : table.artifacts[i - table.component_count].logger;
        if (is_within(logger, name) && load_relaxed(registry.core.gates[i].has_logged)) return true;
    }
    for (module_state const* each = registry.modules; each != nullptr; each = each->next)
        if (is_within(each->logger, name) && load_relaxed(each->own.has_logged)) return true;
    return false;
}

/// Returns true if a directive does nothing but turn on an artifact, or levels below warning of a component or of a dotted
/// name, and no record came of it.
[[nodiscard]] SLUICE_DETAIL_MESSAGE inline bool logged_nothing(registry_state const& registry, directive const& by) noexcept {
    tables const& table = registry.core.table;
    if (by.more.any() || by.threshold >= level::warning) return false;
    bool const is_artifact = by.target == directive::kind::artifact;
    size_t const row = by.index + (is_artifact ? table.component_count : 0);
    if ((is_artifact || by.target == directive::kind::component) && registry.core.kept != nullptr &&
        registry.core.kept[row] > by.threshold)
        return false;  // the user has been told that it is compiled out
    if (is_artifact) {
        gate const& own = registry.core.gates[row];
        return own.passes(table.artifacts[by.index].at) && !load_relaxed(own.has_logged);
    }
    text_view const* name = &by.logger;
    size_t count = by.target == directive::kind::subtree ? 1 : 0;
    if (by.target == directive::kind::component) {
        name = table.loggers + table.components[by.index].first_logger;
        count = table.components[by.index].logger_count;
    }
    bool is_open = false;
    for (; count != 0; ++name, --count) {
        is_open = is_open || resolve_logger(*name, registry.in_force.view(), table) < level::warning;
        if (has_logged(registry, *name)) return false;
    }
    return is_open;
}

/// Appends a note for each directive in the variable that had no effect. With the hub's lock held.
SLUICE_DETAIL_MESSAGE inline void append_notes(buffer& out, registry_state const& registry) noexcept {
    tables const& table = registry.core.table;
    char const* const value = environment_variable(table.environment.data());
    if (value == nullptr) return;
    constexpr size_t max_notes = 10;
    size_t count = 0;
    bool has_words = false;  // who asks for answers may run the program for them alone
    for (settings_parser parser{value, table}; parser.next();) has_words = has_words || parser.asked != request::none;
    settings_parser parser{value, table};
    while (parser.next()) {
        if (parser.fault != settings_fault::none || parser.asked != request::none || names_file(parser.whole)) continue;
        directive const& by = parser.parsed;
        if (!is_for_rank(by, load_relaxed(registry.rank))) continue;
        char const* what = "";
        if (by.target == directive::kind::file && !has_call_in(registry.core, by.logger))
            what = "matched nothing: no call is in a file of this name";
        else if (by.target == directive::kind::subtree && !has_matched(registry, parser.name))
            what = "matched nothing: no call used a logger of this name or below it";
        else if (!has_words && logged_nothing(registry, by))
            what = "logged nothing: no call that it turns on ran";
        if (*what == '\0' || ++count > max_notes) continue;
        append_filled(out, "sluice: $a: $B $c\n", {table.environment, parser.whole, what});
    }
    if (count <= max_notes) return;
    append_filled(out, "sluice: $a: ", {table.environment});
    out.append_number(count - max_notes);
    out.append(" more had no effect\n");
}

/// Returns true if a directive in the variable asks for the count of records, or may have a note. With the hub's lock held.
[[nodiscard]] SLUICE_DETAIL_MESSAGE inline bool may_have_notes(registry_state& registry) noexcept {
    char const* const value = environment_variable(registry.core.table.environment.data());
    if (value == nullptr) return false;
    bool may = false;
    settings_parser parser{value, registry.core.table};
    while (parser.next()) {
        if (parser.fault != settings_fault::none || !is_for_rank(parser.parsed, load_relaxed(registry.rank))) continue;
        if (parser.asked == request::sites_hits) count_records(registry);
        may = may || parser.asked == request::none || parser.asked == request::sites_hits;
    }
    return may;
}

/// Writes the notes: not of a registry with another copy, whose modules this one doesn't see; and not if an output is
/// stuck, because the program ends.
SLUICE_DETAIL_MESSAGE inline void write_exit_notes() noexcept {
    if (!are_parts_free()) return;
    message_buffer messages;
    hub& entered = enter_hub();
    for (registry_state* each = all_exit_notes.first; each != nullptr; each = each->next_noted) {
        bool const is_alone = each->shared != nullptr && each->shared->copies == each && each->next == nullptr;
        if (is_alone && !load_ordered(each->output)->is_quiet) append_notes(messages, *each);
        if (each->counts != nullptr) append_hits(messages, *each);
    }
    exit_hub(entered);
    if (!messages.empty()) write_stderr(messages.view());
}

SLUICE_DETAIL_MESSAGE inline void handle_exit_notes(part& self, part_event event) noexcept {
    auto& notes = static_cast<exit_notes&>(self);
    if (event == part_event::in_child) notes.first = nullptr;  // the parent tells of them
    if (event == part_event::last && notes.first != nullptr) write_exit_notes();
    if (event != part_event::unload) return;
    for (registry_state* each = notes.first; each != nullptr; each = each->next_noted) release_counts(*each);
}

SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN inline void note_at_exit(registry_state& registry) noexcept {
    for (registry_state* each = all_exit_notes.first; each != nullptr; each = each->next_noted)
        if (each == &registry) return;
    if (!may_have_notes(registry)) return;
#if !SLUICE_DETAIL_LOADER
    if (all_exit_notes.first == nullptr) atexit(write_exit_notes);
#endif
    registry.next_noted = all_exit_notes.first;
    all_exit_notes.first = &registry;
    register_part(all_exit_notes, part_rank::texts, handle_exit_notes);
}

}  // namespace sluice::detail
