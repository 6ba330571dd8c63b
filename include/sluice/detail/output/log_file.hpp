// The file of the variable _OUT: opened by the first record, and again after a fork, a reload, or after the program
// closed it. Independent of settings.
#pragma once

#include "../os/parts.hpp"
#include "clock.hpp"
#include "record_layout.hpp"
#include "stderr.hpp"
#include "variables.hpp"

namespace sluice::detail {

struct SLUICE_DETAIL_HIDDEN log_file : part {
    writer to SLUICE_DETAIL_GUARDED_BY(lock){};
    wall_clock clock SLUICE_DETAIL_GUARDED_BY(lock){};
    bool is_terminal SLUICE_DETAIL_GUARDED_BY(lock) = false;
};

/// Reports once that the file failed, and starts its back-off. Returns false.
SLUICE_DETAIL_COLD inline bool fail(writer& to, text_view what, text_view pattern, int rank, int error) noexcept {
    to.retry = monotonic_nanoseconds() + retry_interval;
    if (to.failed) return false;
    to.failed = true;
    message_buffer message;
    append_name(message, to.name);
    message.append(what);
    {
        local_buffer<64> path;
        expand_path(path, pattern, rank);
        append_quoted(message, path.view().part(0, path.size() - 1));
    }
    append_filled(message, ": $a$b\n",
                  {error_text{error}.text, to.name.fallback.empty() ? "" : "; records go to stderr"});
    write_stderr(message.view());
    return false;
}

/// Opens the writer's file, unless it is open and still the same. Returns false, and counts the record as lost, if that
/// fails, or failed a moment ago.
SLUICE_DETAIL_COLD inline bool open_writer(writer& to, text_view pattern, int rank) noexcept {
    if (exchange_relaxed(to.stale, false)) {
        close_file(to.file);
        to.failed = false;
    }
    if (is_in_backoff(to)) return false;
    if (to.file.is_open() && !is_same_file(to.file)) to.file.descriptor = -1;
    if (to.file.is_open()) {
        to.file = inspect_file(to.file.descriptor);
        return true;
    }
    {
        local_buffer<256> path;
        expand_path(path, pattern, rank);
        to.file = open_for_appending(path.data());
        if (!to.file.is_open() && errno == ENOENT && !to.name.fallback.empty()) {  // not a file sink's
            size_t folder = path.size();
            while (folder != 0 && !is_path_separator(path.view()[folder - 1])) --folder;
            if (folder > 1 && make_folders(path.view().part(0, folder - 1)) == 0) to.file = open_for_appending(path.data());
        }
    }
    if (to.file.is_open()) return true;
    int const error = errno;
    count_lost(to, error, false);
    return fail(to, "can't open ", pattern, rank, error);
}

/// Writes lines to the writer's file, and opens it again if the program closed it. Returns false, and counts the record
/// as lost, if that fails.
SLUICE_DETAIL_OUT_OF_LINE inline bool write_lines(writer& to, text_view pattern, int rank, text_view lines) noexcept {
    int error = write_or_count(to, lines);
    if (error == EBADF) {  // the program closed it
        --to.lost;
        to.file.descriptor = -1;
        if (!open_writer(to, pattern, rank)) return false;
        error = write_or_count(to, lines);
    }
    if (error != 0) return fail(to, "can't write to ", pattern, rank, error);
    to.failed = false;
    return true;
}

/// Writes the record, whose text is in the buffer. Returns false if the file refused it. Times in the file never go
/// back: the record's is taken with the lock held, unless it has one.
SLUICE_DETAIL_OUT_OF_LINE inline bool write_to_file(log_file& output, text_view path, output_config const& config,
                                                    line_format format, record& made, buffer& text) noexcept {
    lock_guard const held{output.lock};
    if (load_relaxed(output.to.stale)) output.clock.reset();
    output.clock.complete(made.time);
    writer& to = output.to;
    if (!to.file.is_open() || to.failed || load_relaxed(to.stale) || is_due(to, made.time.since_epoch)) {
        if (!open_writer(to, path, made.rank)) return false;
        output.is_terminal = is_terminal(to.file.descriptor);
    }
    size_t const size = text.size();
    lay_out(text, made, {format, false, config.escapes_on(output.is_terminal)});
    bool const written = write_lines(to, path, made.rank, text.view().part(size));
    text.shorten(size);
    return written;
}

SLUICE_DETAIL_COLD inline void handle_log_file(part& self, part_event event) noexcept SLUICE_DETAIL_UNCHECKED {
    auto& output = static_cast<log_file&>(self);
    if (event == part_event::in_child) output.to.lost = 0;
    if (event == part_event::in_child || event == part_event::reload) store_relaxed(output.to.stale, true);
    if (event == part_event::unload) {
        lock_guard const held{output.lock};
        close_file(output.to.file);
    }
}

/// Writes the record, whose text is in the buffer, to stderr. Takes its time as write_to_file() does.
SLUICE_DETAIL_OUT_OF_LINE inline void write_to_stderr(output_config const& config, line_format format, record& made,
                                                      buffer& text) noexcept {
    standard_error_output& output = the_standard_error;
    lock_guard const held{output.lock};
    output.clock.complete(made.time);
    size_t const size = text.size();
    lay_out(text, made, {format, config.colour, config.escapes_on(config.on_terminal)});
    write_stderr(output, text.view().part(size), made.time.since_epoch);
    text.shorten(size);
}

}  // namespace sluice::detail
