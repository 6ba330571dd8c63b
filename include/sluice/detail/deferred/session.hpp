// The start and the end of the deferred mode: its file, its thread, and what becomes of both in a forked child and at the end
// of the program or library.
#pragma once

#include "../runtime/configure.hpp"
#include "drain.hpp"
#include "recover.hpp"

namespace sluice::detail {

/// The engines of this program or library. The list only grows; with the lock held.
struct SLUICE_DETAIL_HIDDEN deferred_engines : part {
    deferred_engine* first = nullptr;  // ordered
};
SLUICE_DETAIL_HIDDEN inline constinit deferred_engines all_engines{};

/// Appends the folder for the file of buffers, with a slash: that of the options, or of the registry's output, or memory.
SLUICE_DETAIL_COLD inline void append_ring_folder(buffer& out, deferred_options const& options, output_config const& config, int rank) noexcept {
    out.append(options.folder);
    if (out.empty() && config.path.size != 0 && !config.path.view().starts_with("/dev/")) {
        local_buffer<256> path;
        expand_path(path, config.path.view(), rank);
        size_t end = path.size();
        while (end != 0 && !is_path_separator(path.view()[end - 1])) --end;
        text_view const folder = path.view().part(0, end);
        if (!is_absolute(folder)) append_current_folder(out);
        if (!out.empty() && end != 0) out.append('/');
        out.append(folder);
        if (folder.size() > 1) static_cast<void>(make_folders(folder.part(0, folder.size() - 1)));
    }
    if (out.empty()) out.append("/dev/shm");
    if (!is_path_separator(out.view()[out.size() - 1])) out.append('/');
}

/// Writes recovered records that have no file.
SLUICE_DETAIL_COLD inline bool write_recovered_to_stderr(text_view text) noexcept {
    write_stderr(text);
    return true;
}
SLUICE_DETAIL_COLD inline void report_recovery(text_view text, bool) noexcept { write_stderr(text); }

/// Makes the file, with a header and the block of the batch. Returns false, and sets errno, if that fails.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool make_file(deferred_engine& engine, text_view folder, output_config const& config) noexcept SLUICE_DETAIL_REQUIRES(engine.lock) {
    registry_state const& registry = *engine.core.state;
    local_buffer<256> name;
    name.append(folder);
    append_ring_prefix(name, engine.core.table.root);
    name.append_number(process_id());
    name.append('-');
    name.append_number(wall_nanoseconds());
    name.append(ring_suffix);
    name.append('\0');
    if (!engine.path.assign(name.view())) return false;
    engine.file = open_and_lock(name.data(), true);
    if (engine.file < 0) return false;
    engine.page = size_of_page();
    engine.file_size = 0;
    auto* const header = reinterpret_cast<deferred_header*>(add_block(engine, round_up(sizeof(deferred_header), engine.page)));
    if (header == nullptr) return false;
    size_t const header_size = engine.file_size;
    auto const fit = [](char* to, text_view text, size_t room) noexcept {
        size_t const size = text.size() < room ? text.size() : room - 1;
        memcpy(to, text.data(), size);
        return size;
    };
    fit(header->root, engine.core.table.root, sizeof header->root);
    if (config.format.text.size < sizeof header->format)
        header->format_size = fit(header->format, config.format.text.view(), sizeof header->format);
    int const rank = load_relaxed(registry.rank);
    header->page = engine.page;
    header->size = header_size;
    header->process = process_id();
    header->rank = rank < 0 ? 0 : static_cast<word64>(rank) + 1;
    engine.header = header;
    store_path(*header, config.path.view(), rank);
    engine.batch = add_block(engine, round_up(engine.page + deferred_batch::capacity, engine.page));
    if (engine.batch == nullptr) return false;
    publish_block(*engine.batch, block_kind::batch);
    // A first rate of the clock, for recovery too; the writer improves it.
    clock_reading const first = read_clocks(engine.uses_ticks);
    engine.first_ticks = first.ticks;
    engine.first_wall = first.wall;
    engine.last_wall = 0;
    sleep_for(1000000);
    auto const [ticks, wall] = read_clocks(engine.uses_ticks);
    header->rates[0] = {ticks, wall, static_cast<double>(wall - first.wall) / static_cast<double>(ticks - first.ticks)};
    store_ordered(header->magic, deferred_magic);
    return true;
}

/// Begins a session: recovers what earlier processes left, makes the file, and starts the thread. Returns false, and sets
/// errno, if that fails.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool begin_session(deferred_engine& engine, deferred_options const& options) noexcept SLUICE_DETAIL_REQUIRES(engine.lock) {
    output_config const& config = *load_ordered(engine.core.state->output);
    engine.options = options;
    local_buffer<256> folder;
    append_ring_folder(folder, options, config, load_relaxed(engine.core.state->rank));
    recover_folder(folder.view(), engine.core.table.root, write_recovered_to_stderr, report_recovery);
    store_relaxed(engine.session, word64{0});
    if (!make_file(engine, folder.view(), config)) return false;
    if (!describe_again(engine)) return false;
    engine.room_reported = false;
    engine.ends = engine.has_ended = false;
    engine.thread = 0;
    engine.wake.reset();
    engine.writer_session = ++engine.sessions;
    store_relaxed(engine.session, engine.writer_session);
    if (!start_thread(write_deferred, &engine)) return false;
    while (load_ordered(engine.thread) == 0) sleep_for(20000);  // so that who ends the session can wait for its end
    store_ordered(engine.core.deferred, static_cast<deferral*>(&engine));
    return true;
}

/// Waits until no call is encoding a record. Returns false if one does so for a second: its thread is stopped.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool wait_for_calls(deferred_engine const& engine) noexcept {
    wait_for_stores();
    word64 const until = monotonic_nanoseconds() + write_timeout;
    for (ring* each = engine.rings; each != nullptr; each = each->next)
        while (load_ordered(each->session) == engine.writer_session && load_ordered(each->header->begun) != 0) {
            if (monotonic_nanoseconds() > until) return false;
            sleep_for(20000);
        }
    return true;
}

/// Removes the file and its mappings; or leaves both, as a thread may still add a record, for recovery.
SLUICE_DETAIL_COLD inline void close_session(deferred_engine& engine, bool removes) noexcept SLUICE_DETAIL_REQUIRES(engine.lock) {
    if (removes && engine.file >= 0) unlink(engine.path.data);
    for (ring* each = engine.rings; each != nullptr; each = each->next) {
        if (load_ordered(each->session) == 0) continue;
        store_ordered(each->session, word64{0});
        if (removes) unmap_shared(reinterpret_cast<char*>(each->header), engine.page + 2 * static_cast<size_t>(each->mask + 1), engine.page);
    }
    if (removes) {
        for (block_header* each : {engine.batch, static_cast<block_header*>(engine.sites)})
            if (each != nullptr) munmap(each, each->size);
        if (engine.header != nullptr) munmap(engine.header, engine.header->size);
    }
    engine.header = nullptr;
    engine.batch = nullptr;
    engine.sites = nullptr;
    store_relaxed(engine.session, word64{0});
    engine.writer_session = 0;
    engine.users = 0;
    if (engine.file >= 0) close(engine.file);
    engine.file = -1;
    engine.path.release();
}

SLUICE_DETAIL_COLD inline void sync_output(deferred_engine& engine) noexcept {
    log_file& output = engine.core.state->file;
    lock_guard const held{output.lock};
    if (output.to.file.is_open()) fdatasync(output.to.file.descriptor);
}

/// Ends a session: lets calls in progress finish, and waits until the thread has written all. Later calls write at once.
SLUICE_DETAIL_COLD inline void end_session(deferred_engine& engine) noexcept SLUICE_DETAIL_REQUIRES(engine.lock) {
    if (engine.writer_session == 0) return;
    store_relaxed(engine.session, word64{0});
    for (thread_rings* each = engine.threads; each != nullptr; each = each->next)
        store_relaxed(each->open_for, static_cast<deferred_engine*>(nullptr));
    bool const is_quiet = wait_for_calls(engine);
    store_ordered(engine.ends, true);
    engine.wake.post();
    while (!load_ordered(engine.has_ended)) sleep_for(20000);
    wait_for_end(engine.thread);
    store_ordered(engine.core.deferred, static_cast<deferral*>(nullptr));
    if (engine.options.sync == sync_policy::at_end) sync_output(engine);
    close_session(engine, is_quiet);
}

/// In a forked child: leaves the parent's file, memory and thread alone.
SLUICE_DETAIL_COLD inline void leave_to_parent(deferred_engine& engine) noexcept SLUICE_DETAIL_UNCHECKED {
    if (engine.writer_session == 0) return;
    engine.core.deferred = nullptr;
    engine.threads = nullptr;  // their memory isn't the child's
    engine.rings = nullptr;
    engine.flushes = 0;
    close_session(engine, false);
}

/// Before the library is unloaded: none of its threads is in it.
SLUICE_DETAIL_COLD inline void free_memory(deferred_engine& engine) noexcept {
    while (ring* const each = engine.rings) {
        engine.rings = each->next;
        munmap(each->header, engine.page + 2 * static_cast<size_t>(each->mask + 1));
    }
    while (thread_rings* const each = engine.threads) {
        engine.threads = each->next;
        munmap(each, sizeof(thread_rings) + 2 * sizeof(ring));
    }
    if (engine.known != nullptr) munmap(engine.known, sizeof(site_table) + engine.known->capacity * sizeof(word64));
}

/// The rings of the forking thread: until the fork is over, it writes its records at once.
SLUICE_DETAIL_HIDDEN inline constinit thread_local thread_rings* rings_of_forking_thread = nullptr;

SLUICE_DETAIL_COLD inline void handle_engine(part& self, part_event event) noexcept SLUICE_DETAIL_UNCHECKED {
    auto& engine = static_cast<deferred_engine&>(self);
    if (event == part_event::before_fork && rings_of_thread != nullptr) {
        rings_of_forking_thread = rings_of_thread;
        rings_of_thread = nullptr;
        defers_nothing = true;
    }
    if (event == part_event::after_fork && rings_of_forking_thread != nullptr) {
        rings_of_thread = rings_of_forking_thread;
        rings_of_forking_thread = nullptr;
        defers_nothing = false;
    }
    if (event == part_event::in_child) {
        leave_to_parent(engine);
        rings_of_thread = rings_of_forking_thread = nullptr;
        defers_nothing = false;
        batch_of_thread = nullptr;  // a sink may fork
    }
    if (event == part_event::last || event == part_event::unload) {
        lock_guard const held{engine.lock};
        end_session(engine);
    }
    if (event != part_event::unload) return;
    free_memory(engine);
    all_engines.first = nullptr;
    delete &engine;
}

#if !SLUICE_DETAIL_LOADER
/// Ends all sessions at the end of the program, or before the library is unloaded; elsewhere leave_hub() does so.
__attribute__((destructor, used)) SLUICE_DETAIL_HIDDEN inline void end_sessions() noexcept {
    for (deferred_engine* each = load_ordered(all_engines.first); each != nullptr; each = each->next_engine)
        handle_engine(*each, part_event::last);
}
#endif

/// Returns the engine of a registry, or null.
[[nodiscard]] SLUICE_DETAIL_COLD inline deferred_engine* find_engine(registry_core const& registry) noexcept {
    deferred_engine* each = load_ordered(all_engines.first);
    while (each != nullptr && &each->core != &registry) each = each->next_engine;
    return each;
}
[[nodiscard]] SLUICE_DETAIL_COLD inline deferred_engine* make_engine(registry_core& registry) noexcept {
    register_part(all_engines, part_rank::deferral, [](part&, part_event) noexcept {});
    lock_guard const held{all_engines.lock};
    if (deferred_engine* const found = find_engine(registry); found != nullptr) return found;
    bool const uses_ticks = has_invariant_ticks();
    deferral const functions{uses_ticks ? take_record<true> : take_record<false>, take_message, drain_this_thread};
    auto* const made = new deferred_engine{registry, functions};
    if (made == nullptr) return nullptr;
    made->uses_ticks = uses_ticks;
    register_part(*made, part_rank::deferral, handle_engine);
    made->next_engine = all_engines.first;
    store_ordered(all_engines.first, made);
    return made;
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME unsigned long long begin_deferred(registry_core& registry, deferred_options const& options) noexcept {
    call_scope const scope;
    { settings_lock const configured{registry}; }
    output_config const& config = *load_ordered(registry.state->output);
    if (config.is_synchronous) return 0;
    message_buffer message;
    unsigned long long session = 0;
    deferred_engine* const engine = has_more_rights() ? nullptr : make_engine(registry);
    if (engine != nullptr) {
        lock_guard const held{engine->lock};
        if (engine->writer_session != 0 || begin_session(*engine, options)) {
            ++engine->users;
            session = engine->writer_session;
        } else {
            int const error = errno;
            append_filled(message, "sluice: $a: records are written at once: can't make $B: $c\n",
                          {registry.table.environment, engine->path.size == 0 ? text_view{} : text_view{engine->path.data}, error_text{error}.text});
            close_session(*engine, true);
        }
    } else {
        append_filled(message, "sluice: $a: records are written at once: this program has more rights than the user who runs it\n",
                      {registry.table.environment});
    }
    if (!message.empty()) write_stderr(message.view());
    return session;
}

SLUICE_DETAIL_RUNTIME void end_deferred(registry_core& registry, unsigned long long session) noexcept {
    call_scope const scope;
    deferred_engine* const engine = find_engine(registry);
    if (engine == nullptr || defers_nothing) return;
    lock_guard const held{engine->lock};
    if (engine->writer_session == session && session != 0 && --engine->users == 0) end_session(*engine);
}

SLUICE_DETAIL_RUNTIME void flush_deferred(registry_core& registry) noexcept {
    call_scope const scope;
    deferred_engine* const engine = find_engine(registry);
    if (engine == nullptr || defers_nothing) return;
    for (ring* each = load_ordered(engine->rings); each != nullptr; each = each->next)
        if (load_ordered(each->session) != 0) wait_until_written(*engine, *each, load_ordered(each->header->head));
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
