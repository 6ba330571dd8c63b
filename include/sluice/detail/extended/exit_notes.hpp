// Notes at the end of the program: for names in the variable that matched nothing. A dotted name that nothing declares is
// legal, since its module may come later; only the end tells that it didn't. Only SLUICE_CFG_EXTENDED compiles it.
#pragma once

#include "../runtime/configure.hpp"

namespace sluice::detail {

/// The registries of this program or shared library whose variables have such names.
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

/// Appends a note for each name in the variable that matched nothing. With the hub's lock held.
SLUICE_DETAIL_MESSAGE inline void append_unmatched(buffer& out, registry_state const& registry) noexcept {
    tables const& table = registry.core.table;
    char const* const value = environment_variable(table.environment.data());
    if (value == nullptr) return;
    constexpr size_t max_notes = 10;
    size_t count = 0;
    settings_parser parser{value, table};
    while (parser.next()) {
        if (parser.fault != settings_fault::none || parser.asked != request::none || names_file(parser.whole)) continue;
        if (parser.parsed.target != directive::kind::subtree || has_matched(registry, parser.name)) continue;
        if (++count > max_notes) continue;
        text_view const values[] = {table.environment, parser.whole};
        append_filled(out, "sluice: $a: $B matched nothing: no call used a logger of this name or below it\n", values);
    }
    if (count <= max_notes) return;
    append_filled(out, "sluice: $a: ", {table.environment});
    out.append_number(count - max_notes);
    out.append(" more matched nothing\n");
}

/// Writes the notes: not of a registry with another copy, whose modules this one doesn't see; and not if an output is
/// stuck, because the program ends.
SLUICE_DETAIL_MESSAGE inline void write_exit_notes() noexcept {
    if (!are_parts_free()) return;
    message_buffer messages;
    hub& entered = enter_hub();
    for (registry_state* each = all_exit_notes.first; each != nullptr; each = each->next_noted) {
        bool const is_alone = each->shared != nullptr && each->shared->copies == each && each->next == nullptr;
        if (is_alone && !load_ordered(each->output)->is_quiet) append_unmatched(messages, *each);
    }
    exit_hub(entered);
    if (!messages.empty()) write_stderr(messages.view());
}

SLUICE_DETAIL_MESSAGE inline void handle_exit_notes(part& self, part_event event) noexcept {
    auto& notes = static_cast<exit_notes&>(self);
    if (event == part_event::in_child) notes.first = nullptr;  // the parent tells of them
    if (event == part_event::last && notes.first != nullptr) write_exit_notes();
}

SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN inline void note_at_exit(registry_state& registry) noexcept {
    for (registry_state* each = all_exit_notes.first; each != nullptr; each = each->next_noted)
        if (each == &registry) return;
    message_buffer now;
    append_unmatched(now, registry);
    if (now.empty()) return;
#if !SLUICE_DETAIL_LOADER
    if (all_exit_notes.first == nullptr) atexit(write_exit_notes);
#endif
    registry.next_noted = all_exit_notes.first;
    all_exit_notes.first = &registry;
    register_part(all_exit_notes, part_rank::texts, handle_exit_notes);
}

}  // namespace sluice::detail
