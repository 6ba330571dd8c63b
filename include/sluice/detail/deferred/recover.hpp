// Recovery: what a process that was killed has logged and not written, from its file. Needs neither the program nor the
// registry. Everything in the file is checked before it is used, as a damaged file must do no harm.
#pragma once

#include "../output/log_file.hpp"
#include "decode.hpp"
#include "recovered_file.hpp"

namespace sluice::detail {

inline constexpr text_view ring_suffix = ".rings";
/// Appends the start of the names of a registry's files; of all registries, if there is no name.
SLUICE_DETAIL_COLD inline void append_ring_prefix(buffer& out, text_view root) noexcept {
    out.append("sluice-");
    out.append_number(geteuid());
    out.append('-');
    out.append(root);
    if (!root.empty()) out.append('.');
}

/// The counts of a recovery.
struct recovery {
    word64 records = 0;     // written
    word64 torn = 0;        // in the middle of their call, which hadn't returned
    word64 unreadable = 0;  // rings or records
    word64 dropped = 0;     // by the process, because a buffer was full
    int error = 0;        // of the output; then the file is kept
};

/// Returns the number of bytes of a text that a write has put into the output before a kill ended it. The output is that
/// part of the file in which they may be.
[[nodiscard]] SLUICE_DETAIL_COLD inline size_t find_written(text_view text, text_view output) noexcept {
    text_view const first_line = text.part(0, text.find('\n') + 1);
    size_t best = 0, best_end = 0;
    for (size_t at = 0; at + first_line.size() <= output.size(); ++at) {
        auto const* const found = static_cast<char const*>(memmem(output.data() + at, output.size() - at, first_line.data(), first_line.size()));
        if (found == nullptr) break;
        at = static_cast<size_t>(found - output.data());
        size_t size = first_line.size();
        while (size < text.size() && at + size < output.size() && text[size] == output[at + size]) ++size;
        if (size > best) {
            best = size;
            best_end = at + size;
        }
    }
    if (best == 0) {  // less than a line, at the end
        size_t begin = output.size();
        while (begin != 0 && output[begin - 1] != '\n') --begin;
        text_view const last = output.part(begin);
        return !last.empty() && text.starts_with(last) ? last.size() : 0;
    }
    if (best != text.size() && best_end != output.size())  // others have written after it
        while (best != 0 && text[best - 1] != '\n') --best;
    return best;
}

/// Recovers one file.
class SLUICE_DETAIL_HIDDEN recoverer {
public:
    /// Writes records that have no file with `write_other`.
    recoverer(recovered_file& from, bool (*write_other)(text_view)) noexcept : from_(from), write_other_(write_other) {}

    recovery run() noexcept {
        format_.assign({from_.header().format, static_cast<size_t>(from_.header().format_size)});
        open_output();
        if (counts.error == 0) finish_write();
        if (counts.error == 0 && !from_.read_rings()) counts.error = ENOMEM;
        if (counts.error == 0) write_records();
        close_file(output_);
        format_.release();
        return counts;
    }

private:
    recovered_file& from_;
    bool (*write_other_)(text_view);
    recovery counts{};
    compiled_format format_{};
    opened_file output_{};
    local_buffer<4096> batch_;
    wall_clock clock_{};

    [[nodiscard]] bool has_path() const noexcept { return from_.header().path_size != 0; }

    SLUICE_DETAIL_COLD void open_output() noexcept {
        if (!has_path()) return;
        local_buffer<256> path;
        path.append({from_.header().path, static_cast<size_t>(from_.header().path_size)});
        path.append('\0');
        output_ = open_for_appending(path.data());
        if (!output_.is_open()) counts.error = errno;
    }

    SLUICE_DETAIL_COLD void write(text_view text) noexcept {
        if (counts.error != 0 || text.empty()) return;
        if (!has_path()) {
            if (!write_other_(text)) counts.error = EIO;
            return;
        }
        counts.error = write_record(output_, text).error;
    }

    /// Completes a write that was in progress.
    SLUICE_DETAIL_COLD void finish_write() noexcept {
        write_intent const intent = from_.header().intent;
        text_view const text = from_.batch_text();
        if (intent.size == 0 || text.empty() || !has_path()) return from_.clear_intent();
        size_t written = 0;
        if (output_.device == intent.device && output_.node == intent.node) {
            local_buffer<256> path;
            path.append({from_.header().path, static_cast<size_t>(from_.header().path_size)});
            path.append('\0');
            constexpr size_t limit = size_t{64} * 1024 * 1024;  // others may have written meanwhile
            local_buffer<1> output;
            append_part(output, path.data(), intent.offset, limit);
            written = find_written(text, output.view());
        }
        write(text.part(written));
        if (counts.error == 0) from_.commit();
    }

    SLUICE_DETAIL_COLD void flush() noexcept {
        if (batch_.empty()) return from_.commit();
        if (has_path()) from_.set_intent(batch_.view(), output_.device, output_.node, size_of_file(output_.descriptor));
        write(batch_.view());
        if (counts.error == 0) from_.commit();
        batch_.clear();
    }

    SLUICE_DETAIL_COLD void write_records() noexcept {
        for (recovered_ring* ring = from_.earliest(counts.unreadable); ring != nullptr && counts.error == 0; ring = from_.earliest(counts.unreadable)) {
            local_buffer<1280> text;
            if (lay_out_encoded(text, *ring)) {
                ++counts.records;
                if (batch_.size() + text.size() > from_.batch_capacity()) flush();
                batch_.append(text.view());
                if (batch_.size() > from_.batch_capacity()) flush();
            } else {
                ++counts.unreadable;
            }
            ring->advance();
        }
        flush();
        from_.count(counts.torn, counts.dropped);
    }

    /// Makes the lines of a ring's next record. Returns false if it is damaged.
    [[nodiscard]] SLUICE_DETAIL_COLD bool lay_out_encoded(buffer& lines, recovered_ring const& ring) noexcept {
        encoded_record const& record = ring.record();
        site_entry const* const site = from_.find_site(record.site);
        if (site == nullptr) return false;
        local_buffer<1280> text;
        text.append("[recovered] ");
        argument_decoder decoder{record};
        text_view const format = text_of(*site, site_entry::format);
        if (!decoder.append_message(text, {format.data(), format.size()})) return false;
        word64 const time = from_.time_of(record.time);
        sluice::record made{};
        made.at = static_cast<level>(site->at);
        made.logger = text_of(*site, site_entry::logger);
        made.artifact = text_of(*site, site_entry::artifact);
        made.file = text_of(*site, site_entry::file).data();
        made.function = text_of(*site, site_entry::function).data();
        made.line = site->line;
        made.process = static_cast<unsigned>(from_.header().process);
        made.thread = ring.thread();
        made.rank = static_cast<int>(from_.header().rank) - 1;
        made.trace_id = decoder.context(record.context);
        made.time = clock_.at(time / 1000000000, static_cast<unsigned>(time % 1000000000));
        compiled_format own{};
        if (format_.count == 0) own.assign(text_of(*site, site_entry::line_format));
        line_format const chosen = format_.count != 0 ? format_.view() : own.count != 0 ? own.view() : line_format_of<default_format>;
        leave_room_for_lines(text);
        size_t const size = text.size();
        lay_out(text, made, {chosen});
        lines.append(text.view().part(size));
        own.release();
        return true;
    }
};

/// Appends the line that tells of a recovery; nothing if there was nothing to tell.
SLUICE_DETAIL_COLD inline void append_recovery(buffer& out, recovery const& made, deferred_header const& from, text_view path) noexcept {
    auto const count = [&](word64 number, text_view what) noexcept {
        if (number == 0) return;
        out.append(", ");
        out.append_number(number);
        append_filled(out, what, {number == 1 ? "" : "s"});
    };
    if (made.error != 0) {
        text_view const values[] = {path, error_text{made.error}.text};
        return append_filled(out, "sluice: records can't be recovered from $A: $b\n", values);
    }
    if (made.records + made.unreadable + made.torn + made.dropped == 0) return;
    append_filled(out, "sluice: ", {});
    out.append_number(made.records);
    append_filled(out, " record$a of process ", {made.records == 1 ? "" : "s"});
    out.append_number(from.process);
    append_filled(out, " recovered from $A", {path});
    count(made.torn, " call$a cut off");
    count(made.unreadable, " unreadable part$a skipped");
    count(made.dropped, " record$a dropped when a buffer was full");
    out.append('\n');
}

/// Recovers all files in a folder that no running process holds, of one registry or of all; removes them. `report` gets a line
/// for each. The folder's path ends with a slash.
SLUICE_DETAIL_COLD inline void recover_folder(text_view folder, text_view root, bool (*write_other)(text_view),
                                              void (*report)(text_view text, bool is_good)) noexcept {
    local_buffer<256> name, prefix;
    name.append(folder);
    name.append('\0');
    append_ring_prefix(prefix, root);
    for_each_file(name.data(), [&](text_view each) noexcept {
        if (!each.starts_with(prefix.view()) || each.size() < ring_suffix.size() || !(each.part(each.size() - ring_suffix.size()) == ring_suffix)) return;
        local_buffer<256> path;
        path.append(folder);
        path.append(each);
        path.append('\0');
        int const file = open_and_lock(path.data(), false);
        if (file < 0) return;
        message_buffer message;
        text_view const shown = path.view().part(0, path.size() - 1);
        recovered_file from{file};
        recovery made{};
        if (from.is_good()) {
            made = recoverer{from, write_other}.run();
            append_recovery(message, made, from.header(), shown);
        } else if (!from.is_empty()) {
            local_buffer<256> kept;
            append_filled(kept, "$a.unreadable", {shown});
            kept.append('\0');
            append_filled(message, "sluice: $A isn't a file of buffers that this version can read; it is renamed\n", {shown});
            rename(path.data(), kept.data());
        }
        if (made.error == 0 && (from.is_good() || from.is_empty())) unlink(path.data());
        if (!message.empty()) report(message.view(), from.is_good() && made.error == 0);
        close(file);
    });
}

}  // namespace sluice::detail
