// Sinks: handing them records, adding and ending them; files that are sinks. Part of the runtime.
#pragma once

#include "../runtime/change.hpp"
#include "record_layout.hpp"

namespace sluice::detail {

/// The sinks that this thread is calling, or null. What they log goes to no sink, of no registry: two that log to each
/// other's would never end, or wait for each other for ever.
SLUICE_DETAIL_HIDDEN inline constinit thread_local sinks_state* sinks_of_this_thread = nullptr;

/// Holds the guard of a registry's sinks, unless this thread is calling them, which holds it already.
class SLUICE_DETAIL_HIDDEN sinks_guard {
public:
    explicit sinks_guard(sinks_state& sinks) noexcept : held_(sinks_of_this_thread == &sinks ? nullptr : &sinks) {
        if (held_ != nullptr) held_->guard.lock();
    }
    sinks_guard(sinks_guard const&) = delete;
    sinks_guard& operator=(sinks_guard const&) = delete;
    ~sinks_guard() {
        if (held_ != nullptr) held_->guard.unlock();
    }

private:
    turn my_;  // no sink is called meanwhile
    sinks_state* held_;
};

SLUICE_DETAIL_COLD inline void report_refused(registry_state const& registry, unsigned long long count) noexcept {
    message_buffer said;
    said.append("sluice: a sink of ");
    said.append(registry.table.root);
    said.append(" did not take ");
    said.append_number(count);
    said.append(count == 1 ? " record\n" : " records in all\n");
    write_stderr(said.view());
}

/// Whether there are sinks, and the record doesn't come from one. Locks nothing.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline bool has_sinks(registry_state const& registry) noexcept {
    return load_relaxed(registry.sinks.first) != nullptr && sinks_of_this_thread == nullptr;
}

/// Calls the sinks, one after the other. True where one took the record in place of stderr.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool call_sinks(registry_state& registry, record const& made) noexcept {
    sinks_state& sinks = registry.sinks;
    bool taken = false;
    sinks_of_this_thread = &sinks;
    sinks.guard.lock();
    sinks.next = sinks.first;
    while (sink* const each = sinks.next) {
        sinks.next = each->next;
        sinks.current = each;
        bool const replaces_stderr = each->replaces_stderr;  // it may end itself
        if (each->call(*each, made))
            taken = taken || replaces_stderr;
        else if (sinks.current == each && ++each->refused == 1)
            report_refused(registry, 1);
    }
    sinks.current = nullptr;
    sinks.guard.unlock();
    sinks_of_this_thread = nullptr;
    return taken;
}

/// Reports once that the file is not to be had. Returns false.
SLUICE_DETAIL_COLD inline bool fail(file_sink_state& to, text_view what, int rank, int error) noexcept {
    if (to.failed) return false;
    to.failed = true;
    message_buffer said;
    said.append("sluice: ");
    append_failure(said, what, to.path.view(), rank, error);
    said.append('\n');
    write_stderr(said.view());
    return false;
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME bool write_to_file(file_sink_state& to, record const& made) noexcept {
    bool const stale = exchange_relaxed(to.stale, false) || to.file.process != made.process;  // a child's parent's
    if (to.file.is_open() && (stale || !is_ours(to.file))) close_file(to.file);
    if (!to.file.is_open()) {
        message_buffer path;
        expand_path(path, to.path.view(), made.rank);
        to.file = open_for_appending(path.view().data());
        if (!to.file.is_open()) {
            int const error = errno;
            count_loss(to.lost, error, false);
            return fail(to, "can't open ", made.rank, error);
        }
    }
    local_buffer<1024> lines;
    lay_out_record(lines, made, to.format.view());
    lines.mark_truncated("\n");
    int const error = write_or_count(to.lost, to.file.number, to.file.kind, {"file_sink", {}, {}}, lines.view());
    if (error != 0) return fail(to, "can't write to ", made.rank, error);
    to.failed = false;
    return true;
}

SLUICE_DETAIL_RUNTIME void end_file(file_sink_state& ended) noexcept {
    close_file(ended.file);
    ended.path.release();
    ended.format.release();
}

SLUICE_DETAIL_RUNTIME void add_sink(registry_state& registry, sink& added) noexcept {
    {
        settings_guard const configured{registry};
    }
    sinks_state& sinks = registry.sinks;
    sinks_guard const held{sinks};
    added.next = sinks.first;
    store_relaxed(sinks.first, &added);
}

SLUICE_DETAIL_RUNTIME void remove_sink(registry_state& registry, sink& removed) noexcept {
    {
        sinks_state& sinks = registry.sinks;
        sinks_guard const held{sinks};
        sink** link = &sinks.first;
        while (*link != &removed) link = &(*link)->next;
        store_relaxed(*link, removed.next);
        if (sinks.next == &removed) sinks.next = removed.next;
        if (sinks.current == &removed) sinks.current = nullptr;
    }
    if (removed.refused > 1) report_refused(registry, removed.refused);
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
