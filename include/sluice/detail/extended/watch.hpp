// Changes of settings files: a thread waits for them, reads the files again, and applies what they say. Part of the
// runtime; only SLUICE_CFG_EXTENDED compiles it. Independent of what files contain.
//
// The thread exists as long as settings name files. Of a registry's copies in a process, one watches for all; when its
// library is unloaded, another one takes over. A forked child has no thread: the first call that it makes starts one,
// so that a child that runs another program costs nothing.
#pragma once

#include "../runtime/change.hpp"
#include "settings_file.hpp"

namespace sluice::detail {

[[nodiscard]] SLUICE_DETAIL_COLD inline bool names_files(shared_settings const& shared) noexcept {
    if (shared.base.source.size != 0) return true;
    for (settings_layer const* each = shared.scopes; each != nullptr; each = each->below)
        if (each->source.size != 0) return true;
    return false;
}

/// Appends the thresholds in force, a character for each row and module.
SLUICE_DETAIL_COLD inline void append_thresholds(buffer& out, registry_state const& registry) noexcept {
    plan const now = registry.in_force.view();
    tables const& table = registry.core.table;
    for (size_t i = 0; i < table.row_count(); ++i) out.append(static_cast<char>(resolve_row(i, now, table)));
    for (module_state const* each = registry.modules; each != nullptr; each = each->next)
        out.append(static_cast<char>(resolve_logger(each->logger, now, table)));
}

/// Appends a message of the thresholds that have changed since append_thresholds(), if any.
SLUICE_DETAIL_COLD inline void append_changes(buffer& out, registry_state const& registry, text_view before,
                                              text_view origin, text_view files) noexcept {
    constexpr size_t max_shown = 8;
    message_buffer now;
    append_thresholds(now, registry);
    tables const& table = registry.core.table;
    module_state const* module = registry.modules;
    size_t count = 0;
    for (size_t i = 0; i < now.size() && i < before.size(); ++i) {
        bool const is_row = i < table.row_count();
        bool const is_artifact = is_row && i >= table.component_count;
        text_view const name = is_row ? table.row_at(i).name : module->logger;
        if (!is_row) module = module->next;
        auto const state = [&](char threshold) noexcept -> text_view {
            auto const at = static_cast<level>(threshold);
            if (!is_artifact) return to_text(at);
            return at <= table.artifacts[i - table.component_count].at ? "on" : "off";
        };
        text_view const values[] = {origin, files, name, state(before[i]), state(now.view()[i])};
        if (values[3] == values[4] || ++count > max_shown) continue;
        append_filled(out, count == 1 ? "sluice: $a: $b changed: $c $d -> $e" : ", $c $d -> $e", values);
    }
    if (count > max_shown) {
        out.append(", and ");
        out.append_number(count - max_shown);
        out.append(" more");
    }
    if (count != 0) out.append('\n');
}

/// Appends the names of the files in a layer's source.
SLUICE_DETAIL_COLD inline void append_file_names(buffer& out, settings_layer const& layer,
                                                 registry_state const& registry) noexcept {
    settings_parser parser{layer.source.view(), registry.core.table};
    while (parser.next()) {
        if (!names_file(parser.whole)) continue;
        if (!out.empty()) out.append(" or ");
        append_escaped(out, written_path(parser.whole.part(1)));
    }
}

/// Reads the files of a layer again. Applies what has changed, unless there are mistakes, which are reported once.
/// Returns false if a file is missing or empty, as while it is written, unless it `is_final`. With the hub's lock held.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool refresh(registry_state& registry, settings_layer& layer, bool is_final,
                                                     buffer& messages, bool& changed) noexcept {
    shared_settings& shared = *registry.shared;
    local_buffer<64> origin;
    bool const is_variable = &layer == &shared.base && shared.environment_is_set;
    origin.append(is_variable ? registry.core.table.environment : registry.core.table.root);
    if (!is_variable) origin.append("::logs");
    message_buffer mistakes;
    parsed_settings read = read_with_files(layer.source.view(), origin.view(), registry.core, &mistakes, true);
    bool const is_same = read.good.text.view() == layer.text.view();
    if (!read.has_memory() || (!is_same && read.is_unsettled && !is_final)) {
        read.good.release();
        return is_same;
    }
    if (read.file_problems != 0 && !is_same) {
        unsigned long long const report = hash_of(mistakes.view());
        append_unchanged(mistakes, origin.view());
        if (report != layer.reported) messages.append(mistakes.view());
        layer.reported = report;
        read.good.release();
        return true;
    }
    layer.reported = 0;
    if (is_same) {
        read.good.release();
        return true;
    }
    local_buffer<256> before;
    local_buffer<64> files;
    append_thresholds(before, registry);
    append_file_names(files, layer, registry);
    messages.append(mistakes.view());  // notes
    changed = replace(registry, layer, read.good) || changed;
    append_changes(messages, registry, before.view(), origin.view(), files.view());
    return true;
}

/// Returns the layer below, or null.
[[nodiscard]] SLUICE_DETAIL_COLD inline settings_layer* below(shared_settings& shared,
                                                              settings_layer const& layer) noexcept {
    return &layer == &shared.base ? nullptr : layer.below != nullptr ? layer.below : &shared.base;
}

SLUICE_DETAIL_HIDDEN inline void refresh_layers(registry_state& registry, buffer& messages) noexcept {
    shared_settings& shared = *registry.shared;
    bool changed = false;
    for (settings_layer* each = &shared.top(); each != nullptr; each = below(shared, *each))
        if (each->source.size != 0 && (each != &shared.base || !shared.environment_is_set))
            static_cast<void>(refresh(registry, *each, true, messages, changed));
}

#if SLUICE_DETAIL_WINDOWS

inline void follow_files(registry_state&) noexcept {}
[[nodiscard]] inline bool stop_following(registry_state&) noexcept { return false; }
inline void leave_files_to_first_call(registry_state&) noexcept {}
inline void resume_files() noexcept {}

#else

/// The watching thread of this program or library. With the hub's lock held.
struct SLUICE_DETAIL_HIDDEN settings_watch : part {
    file_watcher files{};
    bool runs = false;
    bool failed = false;         // there could be no thread, and that was reported
    bool has_left = false;       // the library is being unloaded
    bool is_forked = false;      // this is a child of the process that had the thread
    unsigned long thread = 0;    // its id, also after its end; 0 until it runs. ordered
    unsigned long previous = 0;  // the id of an earlier one
};
SLUICE_DETAIL_HIDDEN inline constinit settings_watch the_watch{};

/// Reads the files of all layers again, and calls listeners if anything changes. Returns as refresh() does.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool refresh_all(registry_state& registry, bool is_final) noexcept {
    bool settled = true;
    shared_settings* changed = nullptr;
    {
        settings_lock held{registry.core};
        shared_settings& shared = *registry.shared;
        if (shared.watcher != &registry) return true;
        bool any = false;
        for (settings_layer* each = &shared.top(); each != nullptr; each = below(shared, *each))
            if (each->source.size != 0) settled = refresh(registry, *each, is_final, held.messages, any) && settled;
        if (any) changed = &retain_shared(registry);
    }
    if (changed != nullptr) call_listeners(*changed);
    return settled;
}

/// Appends the paths of the files that this program or library watches, each with a NUL.
SLUICE_DETAIL_COLD inline void append_watched(buffer& out) noexcept {
    for (registry_state* each = local_registries; each != nullptr; each = each->next_local) {
        if (each->shared == nullptr || each->shared->watcher != each) continue;
        shared_settings& shared = *each->shared;
        for (settings_layer* layer = &shared.top(); layer != nullptr; layer = below(shared, *layer)) {
            settings_parser parser{layer->source.view(), each->core.table};
            while (parser.next()) {
                if (!names_file(parser.whole)) continue;
                out.append(parser.whole.part(1));
                out.append('\0');
            }
        }
    }
}

/// The thread.
SLUICE_DETAIL_COLD inline void* watch_files(void*) noexcept {
    constexpr unsigned patience = 4;  // looks at a file that is missing or empty
    constexpr int pause = 50;         // milliseconds between these
    settings_watch& watch = the_watch;
    name_thread("sluice-settings");
    if (watch.previous != 0) wait_for_end(watch.previous);  // so that who waits for this one waits for both
    store_ordered(watch.thread, this_thread_id());
    unsigned long long seen = 0;
    for (unsigned unsettled = 0;;) {
        local_buffer<256> paths;
        hub& entered = enter_hub();
        if (!watch.has_left) append_watched(paths);
        if (paths.empty()) {
            watch.files.close();
            watch.runs = false;
        } else {
            watch.files.watch(paths.view());
        }
        registry_state* const first = local_registries;
        bool const polls = watch.files.polls();
        exit_hub(entered);
        if (paths.empty()) return nullptr;
        unsigned long long const now = look_at_files(paths.view());
        bool settled = true;
        if (!polls || now != seen || unsettled != 0)
            for (registry_state* each = first; each != nullptr; each = each->next_local)
                settled = refresh_all(*each, unsettled == patience) && settled;
        seen = now;
        unsettled = settled || unsettled == patience ? 0 : unsettled + 1;
        watch.files.wait(unsettled == 0 ? 0 : pause);
    }
}

SLUICE_DETAIL_COLD inline void handle_watch(part& self, part_event event) noexcept {
    auto& watch = static_cast<settings_watch&>(self);
    if (event == part_event::in_child) {
        watch.files.close();
        watch.is_forked = watch.is_forked || watch.runs;
        watch.runs = false;
        watch.thread = watch.previous = 0;
    }
    if (event != part_event::unload) return;
    hub& entered = enter_hub();
    watch.has_left = true;
    watch.files.wake();
    bool const waits = watch.runs || load_ordered(watch.thread) != 0;
    exit_hub(entered);
    while (waits && load_ordered(watch.thread) == 0) sleep_for(100000);  // it is about to start
    if (waits && watch.thread != this_thread_id()) wait_for_end(watch.thread);
}

#if !SLUICE_DETAIL_LOADER
/// Ends the thread before the library is unloaded; elsewhere leave_hub() does so.
__attribute__((destructor, used)) SLUICE_DETAIL_HIDDEN inline void end_watch() noexcept {
    if (the_watch.handle != nullptr) handle_watch(the_watch, part_event::unload);
}
#endif

SLUICE_DETAIL_HIDDEN inline void follow_files(registry_state& registry) noexcept {
    settings_watch& watch = the_watch;
    shared_settings& shared = *registry.shared;
    if (watch.has_left) return;
    if (shared.watcher == nullptr && names_files(shared)) shared.watcher = &registry;
    if (shared.watcher != &registry) return;
    if (!names_files(shared)) shared.watcher = nullptr;
    watch.files.wake();
    if (watch.runs || shared.watcher == nullptr) return;
    watch.previous = watch.thread;
    watch.thread = 0;
    register_part(watch, part_rank::last, handle_watch);
    watch.runs = start_thread(watch_files);
    if (watch.runs || watch.failed) return;
    watch.failed = true;
    message_buffer message;
    append_filled(message, "sluice: $a: no thread can be started to watch settings files; reload() reads them\n",
                  {registry.core.table.environment});
    write_stderr(message.view());
}

[[nodiscard]] SLUICE_DETAIL_HIDDEN inline bool stop_following(registry_state& registry) noexcept {
    if (registry.shared->watcher != &registry) return false;
    registry.shared->watcher = nullptr;
    return true;
}

SLUICE_DETAIL_HIDDEN inline void leave_files_to_first_call(registry_state& registry) noexcept {
    if (registry.shared == nullptr || !names_files(*registry.shared)) return;
    if (!SLUICE_DETAIL_THREADS_AFTER_FORK) the_watch.has_left = true;
    if (the_watch.has_left) return;
    registry.shared->watcher = nullptr;
    the_watch.is_forked = true;
    registry_core& core = registry.core;
    for (size_t i = 0; i < core.table.row_count(); ++i) core.gates[i].open();
    for (module_state* each = registry.modules; each != nullptr; each = each->next) each->own.open();
}

SLUICE_DETAIL_HIDDEN inline void resume_files() noexcept {
    if (!the_watch.is_forked) return;
    the_watch.is_forked = false;
    for (registry_state* each = local_registries; each != nullptr; each = each->next_local)
        if (each->shared != nullptr && names_files(*each->shared) && !adopt_shared(*each)) apply_settings(*each, {});
}

#endif

}  // namespace sluice::detail
