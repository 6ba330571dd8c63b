// A file for whole records. Counts records that are lost, and reports them with the next write that succeeds. stderr,
// the file of the variable _OUT, file sinks and traces each have a writer. Independent of records.
#pragma once

#include "../base/suggest.hpp"
#include "../os/os.hpp"

namespace sluice::detail {

/// Back-off of a file that failed, in nanoseconds.
SLUICE_DETAIL_HIDDEN inline constexpr unsigned long long retry_interval = 1000000000;

/// The name of a writer in messages.
struct writer_name {
    text_view variable;  // without its suffix; may be empty
    text_view suffix;
    text_view fallback;  // for refused records, such as "went to stderr"; empty: they are lost
};

/// A file and its lost records. For one thread at a time.
struct SLUICE_DETAIL_HIDDEN writer {
    writer_name name{};
    opened_file file{};
    unsigned long long checked = 0;  // the second of the last check of the descriptor
    unsigned long long retry = 0;    // end of the back-off, by the monotonic clock
    unsigned long long lost = 0;     // records not reported yet
    int error = 0;                   // of the last lost record
    bool failed = false;             // and the failure was reported
    bool torn = false;               // the last write was incomplete
    bool stale = false;              // must be opened again; relaxed
};

/// Takes what a thread writes, to write it later with more.
struct line_batch {
    bool (*take)(line_batch& self, writer& to, text_view text) noexcept;  // returns false if it must be written now
};
/// That of this thread, or null.
SLUICE_DETAIL_HIDDEN inline constinit thread_local line_batch* batch_of_thread = nullptr;

SLUICE_DETAIL_COLD inline void append_name(buffer& out, writer_name const& name) noexcept {
    append_filled(out, "sluice: $a$b$c", {name.variable, name.suffix, name.variable.empty() ? "" : ": "});
}

SLUICE_DETAIL_COLD inline void count_lost(writer& to, int error, bool in_part) noexcept {
    ++to.lost;
    to.error = error;
    to.torn = to.torn || in_part;
}

/// Reports the number of lost records; starts a new line after a torn one. Returns 0 or the error number.
SLUICE_DETAIL_COLD inline int report_lost(writer& to) noexcept {
    message_buffer text;
    if (to.torn) text.append('\n');
    if (to.lost != 0) {
        append_name(text, to.name);
        text.append_number(to.lost);
        bool const one = to.lost == 1;
        text_view const outcome = !to.name.fallback.empty() ? to.name.fallback : one ? "was lost" : "were lost";
        append_filled(text, " record$a $b ($c)\n", {one ? "" : "s", outcome, error_text{to.error}.text});
    }
    write_result const made = write_record(to.file, text.view(), false);
    to.torn = made.error != 0 && (to.torn || made.written != 0);
    if (made.error == 0) to.lost = 0;
    return made.error;
}

/// Writes a record, after the report of lost ones. Returns 0, or the error number, and then counts the record as lost.
/// Waits for a full non-blocking file only once, until a write succeeds again.
SLUICE_DETAIL_OUT_OF_LINE inline int write_or_count(writer& to, text_view text) noexcept {
    if (batch_of_thread != nullptr && batch_of_thread->take(*batch_of_thread, to, text)) return 0;
    write_result made{0, 0};
    if (to.lost != 0 || to.torn) made.error = report_lost(to);
    if (made.error == 0) made = write_record(to.file, text);
    if (made.error != 0) count_lost(to, made.error, made.written != 0);
    return made.error;
}

/// Returns true if the second differs from that of the last check, so that the descriptor must be checked again.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline bool is_due(writer& to, unsigned long long second) noexcept {
    if (to.checked == second) return false;
    to.checked = second;
    return true;
}

/// Returns true, and counts the record as lost, if the file is in its back-off.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool is_in_backoff(writer& to) noexcept {
    if (!to.failed || monotonic_nanoseconds() >= to.retry) return false;
    count_lost(to, to.error, false);
    return true;
}

/// Appends the path with its fields expanded, and a NUL: %p is the process id, %r the rank, %h the host, %% a percent
/// sign.
SLUICE_DETAIL_COLD inline void expand_path(buffer& out, text_view pattern, int rank) noexcept {
    for (size_t i = 0; i < pattern.size(); ++i) {
        char const field = pattern[i] == '%' && i + 1 < pattern.size() ? pattern[++i] : '\0';
        if (field == 'p')
            out.append_number(process_id());
        else if (field == 'h')
            out.append(host_name().text);
        else if (field == 'r' && rank < 0)
            out.append("norank");
        else if (field == 'r')
            out.append_number(static_cast<unsigned>(rank));
        else
            out.append(pattern[i]);
    }
    out.append('\0');
}

}  // namespace sluice::detail
