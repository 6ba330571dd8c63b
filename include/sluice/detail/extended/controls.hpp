// Controls: what directives say of records besides a threshold, applied to channels and records. A registry takes the
// lock of its controls only for records of names that have some.
#pragma once

#include "budgets.hpp"
#include "ranks.hpp"
#include "recorder_dump.hpp"
#include "site_section.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED

SLUICE_DETAIL_MESSAGE inline void handle_controls(part& self, part_event event) noexcept SLUICE_DETAIL_UNCHECKED {
    auto& controls = static_cast<registry_controls&>(self);
    if (event == part_event::last) report_held_back(controls);
    if (event == part_event::in_child)  // the parent tells of them
        for (control* each = controls.first; each != nullptr; each = each->next) each->held_back = 0;
    if (event != part_event::unload) return;
    while (control* const each = controls.first) {
        controls.first = each->next;
        each->release();
    }
    free(controls.rules);
    free(controls.rows);
    controls.core->state->controls = controls.core->state->all_controls = nullptr;
    delete &controls;
}

/// Returns false, and says so once, in a program that has more rights than the user who sets its variable.
[[nodiscard]] SLUICE_DETAIL_MESSAGE inline bool is_route_allowed(control& of, char const* variable) noexcept {
    if (environment_variable(variable) == nullptr || path_variable(variable) != nullptr) return true;
    message_buffer message;
    append_filled(message,
                  "sluice: $a: the route to $B is ignored, because this program has more rights than the user who runs it\n",
                  {variable, of.path.view()});
    if (!of.refused) write_stderr(message.view());
    of.refused = true;
    return false;
}

/// Finds or makes the control of a directive for a name. Returns null if it has no modifiers, or memory runs out.
SLUICE_DETAIL_MESSAGE inline control* control_of(registry_controls& controls, setter const& by) noexcept
    SLUICE_DETAIL_REQUIRES(controls.lock) {
    if (by.by == nullptr || !by.by->more.any()) return nullptr;
    modifiers const& more = by.by->more;
    control* made = controls.first;
    while (made != nullptr && !(made->name.view() == by.name && made->more == more)) made = made->next;
    if (made == nullptr) {
        made = new control;
        if (made == nullptr) return nullptr;
        made->more = more;
        if (!made->name.assign(by.name) || !made->path.assign(more.route)) {
            made->release();
            return nullptr;
        }
        made->more.route = made->path.view();
        made->next = controls.first;
        controls.first = made;
    }
    made->generation = controls.generation;
    text_view const variable = controls.core->table.environment;
    if (!more.route.empty() && made->to == nullptr && is_route_allowed(*made, variable.data())) made->to = route_of(controls.routes, made->path.view(), variable);
    return made;
}

/// Returns the recorder of a directive for a name; null if it has none, or memory runs out.
SLUICE_DETAIL_MESSAGE inline flight_recorder* recorder_of(registry_controls& controls, level threshold,
                                                          setter const& by) noexcept {
    if (by.by == nullptr || by.by->more.recorded == 0) return nullptr;
    unsigned const count = by.by->more.recorded;
    flight_recorder* const made = use_recorder(*controls.core, by.name, count, threshold > level::error);
    if (made != nullptr) {
        store_relaxed(controls.has_recorders, true);
        return made;
    }
    if (controls.refused == controls.generation) return nullptr;
    controls.refused = controls.generation;
    message_buffer message;
    append_filled(message, "sluice: $a: no memory for $b?", {controls.core->table.environment, by.name});
    message.append_number(count);
    message.append("; its records are not kept\n");
    write_stderr(message.view());
    return nullptr;
}

/// Sets a channel's control. Returns the threshold of its gate.
SLUICE_DETAIL_MESSAGE inline level set_control(registry_controls& controls, channel_control& of, gate const& own,
                                               level threshold, setter const& by, bool follows_files) noexcept {
    store_ordered(of.recorder, recorder_of(controls, threshold, by));
    lock_guard const held{controls.lock};
    of.by = control_of(controls, by);
    store_relaxed(of.has_control, of.by != nullptr);
    store_relaxed(of.follows_files, follows_files);
    store_relaxed(of.threshold, static_cast<unsigned char>(threshold));
    level const lowest = of.recorder != nullptr                        ? level::debug
                         : follows_files && controls.rule_count != 0 ? lowest_in_files(controls, own)
                                                                     : level::off;
    return lowest < threshold ? lowest : threshold;
}

SLUICE_DETAIL_MESSAGE inline void begin_controls(registry_state& registry, plan const& settings) noexcept {
    size_t files = 0;
    bool is_needed = false;
    for (directive const& each : settings) {
        if (each.target == directive::kind::file) ++files;
        is_needed = is_needed || each.more.any() || files != 0;
    }
    if (registry.all_controls == nullptr && is_needed) {
        auto* const made = new registry_controls;
        size_t const count = registry.core.table.row_count();
        if (made != nullptr) made->rows = static_cast<channel_control*>(calloc(count, sizeof(channel_control)));
        if (made == nullptr || made->rows == nullptr) {
            delete made;
            return;
        }
        made->core = &registry.core;
        register_part(*made, part_rank::texts, handle_controls);
#if !SLUICE_DETAIL_LOADER
        static registry_controls* all = nullptr;
        if (all == nullptr) atexit([] {
                for (registry_controls* each = all; each != nullptr; each = each->next_controls) report_held_back(*each);
            });
        made->next_controls = all;
        all = made;
#endif
        registry.all_controls = made;
    }
    // Stored also if it stays null: calls read it as soon as a gate has a threshold.
    store_ordered(registry.controls, is_needed ? registry.all_controls : registry.controls);
    note_checks(registry);
    if (registry.all_controls == nullptr) return;
    registry_controls& controls = *registry.all_controls;
    controls.is_needed = is_needed;
    ++controls.generation;
    auto* rules = static_cast<file_rule*>(malloc((files + 1) * sizeof(file_rule)));
    if (rules == nullptr) files = 0;
    lock_guard const held{controls.lock};
    free(controls.rules);
    controls.rules = rules;
    controls.lowest_elsewhere = level::off;
    for (directive const& each : settings) {
        if (files == 0 || each.target != directive::kind::file) continue;
        *rules++ = {each.logger, each.threshold};
        if (each.threshold < controls.lowest_elsewhere && speaks_of_all(registry.core, each.logger))
            controls.lowest_elsewhere = each.threshold;
    }
    store_relaxed(controls.rule_count, files);
}

SLUICE_DETAIL_MESSAGE inline level row_threshold(registry_state& registry, size_t row) noexcept {
    tables const& table = registry.core.table;
    setter by;
    level const threshold = resolve_row(row, registry.in_force.view(), table, &by);
    if (registry.all_controls == nullptr) return threshold;
    bool follows_files = true;
    if (row >= table.component_count) {
        bool const by_name =
            by.by != nullptr && (by.by->target == directive::kind::artifact || by.by->target == directive::kind::pattern);
        follows_files = !by_name && !table.artifacts[row - table.component_count].off_by_default;
    }
    return set_control(*registry.all_controls, registry.all_controls->rows[row], registry.core.gates[row], threshold, by,
                       follows_files);
}

SLUICE_DETAIL_MESSAGE inline level module_threshold(registry_state& registry, module_state& of) noexcept {
    setter by;
    level const threshold = resolve_logger(of.logger, registry.in_force.view(), registry.core.table, &by);
    if (registry.all_controls == nullptr) return threshold;
    if (of.control == nullptr) of.control = new channel_control;
    return of.control == nullptr ? threshold : set_control(*registry.all_controls, *of.control, of.own, threshold, by, true);
}

SLUICE_DETAIL_MESSAGE inline void end_controls(registry_state& registry) noexcept {
    registry_controls* const controls = registry.all_controls;
    if (controls == nullptr) return;
    if (!controls->is_needed) store_ordered(registry.controls, static_cast<registry_controls*>(nullptr));
    note_checks(registry);
    release_unused_recorders(registry.core);
    lock_guard const held{controls->lock};
    for (control** link = &controls->first; *link != nullptr;) {
        control* const each = *link;
        if (each->generation == controls->generation) {
            link = &each->next;
            continue;
        }
        *link = each->next;
        each->release();
    }
}

SLUICE_DETAIL_MESSAGE inline void reopen_routes(registry_state& registry) noexcept SLUICE_DETAIL_UNCHECKED {
    if (registry.all_controls == nullptr) return;
    for (route* each = registry.all_controls->routes; each != nullptr; each = each->next_route)
        store_relaxed(each->to.stale, true);
}

/// Returns the control of a channel; null if it isn't known yet.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline channel_control* control_of(registry_controls& controls,
                                                                      channel_info const& channel) noexcept {
    if (channel.module != nullptr) return channel.module->control;
    return controls.rows + (&channel.own - channel.registry.gates);
}

/// Returns the threshold of a channel's calls in a file.
[[nodiscard]] SLUICE_DETAIL_OUT_OF_LINE inline level threshold_in(registry_controls& controls, channel_control const& of,
                                                              text_view file) noexcept {
    auto threshold = static_cast<level>(load_relaxed(of.threshold));
    if (load_relaxed(controls.rule_count) == 0 || !load_relaxed(of.follows_files)) return threshold;
    reentrancy_guard const guard;
    if (!guard.is_outermost()) return threshold;
    lock_guard const held{controls.lock};
    for (size_t i = 0; i < controls.rule_count; ++i)
        if (is_file(file, controls.rules[i].pattern)) threshold = controls.rules[i].threshold;
    return threshold;
}

SLUICE_DETAIL_OUT_OF_LINE inline bool is_wanted_by(registry_controls& controls, channel_info const& channel, level at,
                                                   char const* file) noexcept {
    channel_control const* const of = control_of(controls, channel);
    return of == nullptr || load_ordered(of->recorder) != nullptr || at >= threshold_in(controls, *of, file);
}

/// Counts a record, and may change its text.
SLUICE_DETAIL_OUT_OF_LINE inline admission admit_by(registry_controls& controls, channel_info const& channel,
                                                    record const& made, buffer& text) noexcept {
    channel_control const* const of = control_of(controls, channel);
    bool const writes_recorders = made.at >= level::error && load_relaxed(controls.has_recorders);
    admission answer{true, true, writes_recorders, nullptr, nullptr};
    if (of == nullptr || !load_relaxed(of->has_control)) return answer;
    flight_recorder* const recorder = load_ordered(of->recorder);
    if (recorder != nullptr && made.at < threshold_in(controls, *of, made.file)) {
        answer.goes_on = false;
        answer.kept_by = recorder;
        return answer;
    }
    reentrancy_guard const guard;
    if (!guard.is_outermost()) return answer;  // write_record() drops it
    lock_guard const held{controls.lock};
    control* const by = of->by;
    if (by == nullptr) return answer;
    answer.goes_on = !by->more.has_budget || spend(*by, channel, made, text);
    answer.to_outputs = by->to == nullptr || by->more.adds_route;
    answer.to = by->to;
    return answer;
}

/// Keeps a record in the recorder that it is for.
SLUICE_DETAIL_OUT_OF_LINE inline void keep_record(admission const& by, channel_info const& channel, record& made,
                                                  buffer& text) noexcept {
    if (by.kept_by == nullptr) return;
    output_config const& config = *load_ordered(channel.registry.state->output);
    leave_room_for_lines(text);
    reentrancy_guard const guard;
    if (!guard.is_outermost()) return drop_record(channel.registry);
    keep(*by.kept_by, made, text, choose_format(config, channel), config.escapes_on(config.on_terminal));
}

SLUICE_DETAIL_OUT_OF_LINE inline void write_controlled(channel_info const& channel, record& made, buffer& text,
                                                       bool to_sinks) noexcept {
    registry_controls* const controls = load_ordered(channel.registry.state->controls);
    admission by{true, true, false, nullptr, nullptr};
    if (controls != nullptr) by = admit_by(*controls, channel, made, text);
    if (by.goes_on)
        write_admitted(channel, made, text, to_sinks, by);
    else
        keep_record(by, channel, made, text);
}

#endif

}  // namespace sluice::detail
