// What the writing thread has laid out and not yet written. The text for the registry's file is in a block of the mapped file,
// so that recovery can tell what of it has arrived.
#pragma once

#include "../output/stderr.hpp"
#include "engine.hpp"

namespace sluice::detail {

/// Texts of many records, for the registry's file and for stderr.
struct SLUICE_DETAIL_HIDDEN deferred_batch : line_batch {
    static constexpr size_t capacity = size_t{128} * 1024;  // bytes of each text

    deferred_engine& engine;
    char* file_text;  // in the mapped file
    size_t file_size = 0;
    word64 file_records = 0;
    local_buffer<1> error_text;
    word64 error_records = 0;
    word64 device = 0, node = 0;  // of the file whose path is stored

    explicit deferred_batch(deferred_engine& of) noexcept
        : line_batch{take_lines}, engine(of), file_text(reinterpret_cast<char*>(of.batch) + of.page) {}

    static bool take_lines(line_batch& self, writer& to, text_view text) noexcept;
};

/// Stores the absolute path of the registry's file for recovery; none if it isn't a regular one.
SLUICE_DETAIL_COLD inline void store_path(deferred_header& header, text_view pattern, int rank) noexcept {
    store_ordered(header.path_size, word64{0});
    if (pattern.empty()) return;
    local_buffer<256> path, whole;
    expand_path(path, pattern, rank);
    struct stat about {};
    if (stat(path.data(), &about) == 0 && !S_ISREG(about.st_mode)) return;
    if (!is_absolute(path.view())) {
        append_current_folder(whole);
        whole.append('/');
    }
    whole.append(path.view());
    if (whole.size() > sizeof header.path) return;
    memcpy(header.path, whole.data(), whole.size());
    store_ordered(header.path_size, static_cast<word64>(whole.size() - 1));
}

SLUICE_DETAIL_COLD inline void flush_error_text(deferred_batch& batch) noexcept SLUICE_DETAIL_REQUIRES(the_standard_error.lock) {
    if (batch.error_text.empty()) return;
    batch_of_thread = nullptr;
    unsigned nanoseconds = 0;
    word64 const lost = the_standard_error.to.lost;
    write_stderr(the_standard_error, batch.error_text.view(), wall_seconds(nanoseconds));
    if (the_standard_error.to.lost > lost) the_standard_error.to.lost += batch.error_records - 1;
    batch_of_thread = &batch;
    batch.error_text.clear();
    batch.error_records = 0;
}

/// Writes the batch, and tells recovery so: the intent is stored before the write, and cleared after the tails are. Only stderr
/// may see a record twice.
SLUICE_DETAIL_COLD inline void flush_batch(deferred_batch& batch, log_file& output) noexcept SLUICE_DETAIL_REQUIRES(output.lock) {
    deferred_engine& engine = batch.engine;
    deferred_header& header = *engine.header;
    {
        lock_guard const held{the_standard_error.lock};
        flush_error_text(batch);
    }
    if (batch.file_size != 0) {
        output_config const& config = *load_ordered(engine.core.state->output);
        int const rank = load_relaxed(engine.core.state->rank);
        writer& to = output.to;
        text_view const text{batch.file_text, batch.file_size};
        if (batch.device != to.file.device || batch.node != to.file.node) {
            batch.device = to.file.device;
            batch.node = to.file.node;
            store_path(header, config.path.view(), rank);
        }
        bool const is_stream = to.file.kind == file_kind::stream;
        if (!is_stream) {
            header.intent.device = batch.device;
            header.intent.node = batch.node;
            header.intent.offset = size_of_file(to.file.descriptor);
            store_ordered(header.intent.size, static_cast<word64>(batch.file_size));
        }
        batch_of_thread = nullptr;
        if (!write_lines(to, config.path.view(), rank, text)) {
            to.lost += batch.file_records - 1;
            lock_guard const held{the_standard_error.lock};
            unsigned nanoseconds = 0;
            write_stderr(the_standard_error, text, wall_seconds(nanoseconds));
        } else if (engine.options.sync == sync_policy::each_write) {
            fdatasync(to.file.descriptor);
        }
        batch_of_thread = &batch;
        batch.file_size = 0;
        batch.file_records = 0;
    }
    for (ring* each = load_ordered(engine.rings); each != nullptr; each = each->next)
        if (load_ordered(each->session) == engine.writer_session) store_ordered(each->header->tail, each->header->next);
    store_ordered(header.intent.size, word64{0});
}

/// Takes lines for one of the two outputs, with its lock held.
SLUICE_DETAIL_OUT_OF_LINE inline bool deferred_batch::take_lines(line_batch& self, writer& to, text_view text) noexcept SLUICE_DETAIL_UNCHECKED {
    auto& batch = static_cast<deferred_batch&>(self);
    log_file& output = batch.engine.core.state->file;
    constexpr size_t whole = 4096;  // bytes that a pipe takes whole
    size_t const limit = to.file.kind == file_kind::stream ? whole : capacity;
    if (&to == &the_standard_error.to) {
        if (batch.error_text.size() + text.size() > limit) flush_error_text(batch);
        if (text.size() > limit || !batch.error_text.has_room(text.size())) return false;
        batch.error_text.append(text);
        ++batch.error_records;
        return true;
    }
    if (&to != &output.to) return false;
    if (batch.file_size + text.size() > limit) flush_batch(batch, output);
    if (text.size() > limit) return false;
    memcpy(batch.file_text + batch.file_size, text.data(), text.size());
    batch.file_size += text.size();
    ++batch.file_records;
    return true;
}

}  // namespace sluice::detail
