// Sinks: the program's receivers of records; and file sinks. Independent of settings.
#pragma once

#include "../../record.hpp"
#include "../call/requests.hpp"
#include "log_file.hpp"

namespace sluice::detail {

/// The sinks of a registry. The lock is held while they are called.
struct SLUICE_DETAIL_HIDDEN sink_list : part {
    sink* first = nullptr;    // stored with the lock held; also read without it
    sink* next_sink = nullptr;  // the next one to call
    sink* current = nullptr;    // the sink being called; reset to null if it removes itself
    wall_clock clock{};
    bool stale = false;  // the time zone may have changed; relaxed
};

/// The state of a file sink.
struct SLUICE_DETAIL_HIDDEN file_output : file_sink_state {
    owned_text path{};  // with %p, %r and %h in it
    compiled_format format{};  // line format; empty: stderr's
    writer to{{"file_sink", {}, {}}};
    unsigned process = 0;  // that opened the file

    static void* operator new(size_t size) noexcept { return malloc(size); }
    static void operator delete(void* made) noexcept { free(made); }
};

/// The sinks that this thread is calling, or null. Records that they log go to no sink of any registry: two sinks that
/// log to each other's registry would recurse without end, or deadlock.
SLUICE_DETAIL_HIDDEN inline constinit thread_local sink_list* sinks_of_this_thread = nullptr;

/// Locks a registry's sinks, unless this thread is calling them and so holds the lock already.
class SLUICE_DETAIL_HIDDEN sinks_lock {
public:
    explicit sinks_lock(sink_list& sinks) noexcept SLUICE_DETAIL_UNCHECKED
        : held_(sinks_of_this_thread == &sinks ? nullptr : &sinks) {
        if (held_ != nullptr) held_->lock.lock();
    }
    sinks_lock(sinks_lock const&) = delete;
    sinks_lock& operator=(sinks_lock const&) = delete;
    ~sinks_lock() SLUICE_DETAIL_UNCHECKED {
        if (held_ != nullptr) held_->lock.unlock();
    }

private:
    reentrancy_guard guard_;  // no sink is called meanwhile
    sink_list* held_;
};

SLUICE_DETAIL_COLD inline void report_refused(text_view root, unsigned long long count) noexcept {
    message_buffer message;
    append_filled(message, "sluice: a sink of $a refused ", {root});
    message.append_number(count);
    message.append(count == 1 ? " record\n" : " records in all\n");
    write_stderr(message.view());
}

/// Returns true if there are sinks, and the record doesn't come from one. Locks nothing.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline bool has_sinks(sink_list const& sinks) noexcept {
    return load_relaxed(sinks.first) != nullptr && sinks_of_this_thread == nullptr;
}

/// Calls the sinks in turn. Returns true if one accepted the record in place of stderr.
[[nodiscard]] SLUICE_DETAIL_OUT_OF_LINE inline bool call_sinks(sink_list& sinks, record made,
                                                               text_view root) noexcept SLUICE_DETAIL_UNCHECKED {
    bool taken = false;
    sinks_of_this_thread = &sinks;
    sinks.lock.lock();
    {
        reentrancy_guard const guard;  // may take a lock of the C library
        if (exchange_relaxed(sinks.stale, false)) sinks.clock.reset();
        sinks.clock.complete(made.time);
    }
    sinks.next_sink = sinks.first;
    while (sink* const each = sinks.next_sink) {
        sinks.next_sink = each->next;
        sinks.current = each;
        bool const replaces_stderr = each->replaces_stderr;  // the call may destroy it
        if (each->call(*each, made))
            taken = taken || replaces_stderr;
        else if (sinks.current == each && ++each->refused == 1)
            report_refused(root, 1);
    }
    sinks.current = nullptr;
    sinks.lock.unlock();
    sinks_of_this_thread = nullptr;
    return taken;
}

SLUICE_DETAIL_COLD inline void handle_sinks(part& self, part_event event) noexcept SLUICE_DETAIL_UNCHECKED {
    auto& sinks = static_cast<sink_list&>(self);
    if (event == part_event::in_child && !sinks.lock.is_mine()) sinks.next_sink = sinks.current = nullptr;
    if (event == part_event::in_child || event == part_event::reload) store_relaxed(sinks.stale, true);
}

/// Appends the text of a record, and then its lines, to an empty buffer. Returns the lines.
SLUICE_DETAIL_OUT_OF_LINE inline text_view lay_out_record(buffer& lines, record const& from, line_format format) noexcept {
    lines.append(from.text);
    leave_room_for_lines(lines);
    size_t const size = lines.size();
    lay_out(lines, from, {format});
    return lines.view().part(size);
}

/// The pieces of the chosen line format, or of the record's, or of the default.
class SLUICE_DETAIL_HIDDEN format_of_record {
public:
    SLUICE_DETAIL_COLD explicit format_of_record(record const& from, text_view chosen = {}) noexcept {
        line_format_reader reader{chosen};
        if (chosen.empty() || check_line_format(reader) != line_fault::none) chosen = from.line_format;
        compiled_.assign(chosen);
    }
    format_of_record(format_of_record const&) = delete;
    format_of_record& operator=(format_of_record const&) = delete;
    ~format_of_record() { compiled_.release(); }

    [[nodiscard]] line_format view() const noexcept {
        return compiled_.count == 0 ? line_format_of<default_format> : compiled_.view();
    }

private:
    compiled_format compiled_;
};

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME void lay_out_record(buffer& lines, record const& from, text_view format) noexcept {
    format_of_record const chosen{from, format};
    text_view const laid_out = lay_out_record(lines, from, chosen.view());
    size_t const size = laid_out.size();
    memmove(lines.data(), laid_out.data(), size);
    lines.shorten(size);
}

SLUICE_DETAIL_RUNTIME file_sink_state* make_file_sink(text_view path, text_view format) noexcept {
    auto* const made = new file_output;
    if (made == nullptr) return nullptr;
    line_format_reader reader{format};
    made->path.assign(path);
    if (!format.empty() && check_line_format(reader) == line_fault::none) made->format.assign(format);
    return made;
}

SLUICE_DETAIL_RUNTIME bool write_to_file_sink(file_sink_state* sink, record const& made) noexcept {
    auto* const file = static_cast<file_output*>(sink);
    if (file == nullptr) return false;
    writer& to = file->to;
    if (file->process != made.process) {  // the file is the parent's
        file->process = made.process;
        to.lost = 0;
        store_relaxed(to.stale, true);
    }
    bool const reopen = !to.file.is_open() || to.failed || load_relaxed(to.stale) || is_due(to, made.time.since_epoch);
    if (reopen && !open_writer(to, file->path.view(), made.rank)) return false;
    local_buffer<1024> lines;
    text_view laid_out;
    if (file->format.count != 0) {
        laid_out = lay_out_record(lines, made, file->format.view());
    } else {
        format_of_record const own{made};
        laid_out = lay_out_record(lines, made, own.view());
    }
    return write_lines(to, file->path.view(), made.rank, laid_out);
}

SLUICE_DETAIL_RUNTIME void reopen_file_sink(file_sink_state* file) noexcept {
    if (file != nullptr) store_relaxed(static_cast<file_output*>(file)->to.stale, true);
}

SLUICE_DETAIL_RUNTIME void end_file_sink(file_sink_state* sink) noexcept {
    auto* const ended = static_cast<file_output*>(sink);
    if (ended == nullptr) return;
    close_file(ended->to.file);
    ended->path.release();
    ended->format.release();
    delete ended;
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
