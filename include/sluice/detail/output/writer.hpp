// A file that takes records whole, and what became of those that it didn't take: counted, and told when it takes
// something again. stderr, the file of the variable _OUT, file sinks and traces each have one. Knows nothing of records.
#pragma once

#include "../base/suggest.hpp"
#include "../os/os.hpp"

namespace sluice::detail {

/// How long a file that failed is left alone, in nanoseconds.
SLUICE_DETAIL_HIDDEN inline constexpr unsigned long long retry_interval = 1000000000;

/// What a writer is called in messages.
struct writer_name {
    text_view variable;  // and its suffix; empty for none
    text_view suffix;
    text_view fate;  // what becomes of records that it doesn't take; empty: they are lost
};

/// For one thread at a time.
struct SLUICE_DETAIL_HIDDEN writer {
    writer_name name{};
    opened_file file{};
    unsigned long long checked = 0;  // the second in which the descriptor was looked at last
    unsigned long long retry = 0;    // when one that failed is tried again, by the monotonic clock
    unsigned long long lost = 0;     // records
    int error = 0;                   // the last one's
    bool failed = false;             // and that was told
    bool torn = false;               // what was written last lacks its end
    bool stale = false;              // to be opened again; relaxed
};

SLUICE_DETAIL_COLD inline void append_name(buffer& out, writer_name const& name) noexcept {
    append_filled(out, "sluice: $a$b$c", {name.variable, name.suffix, name.variable.empty() ? "" : ": "});
}

SLUICE_DETAIL_COLD inline void count_lost(writer& to, int error, bool in_part) noexcept {
    ++to.lost;
    to.error = error;
    to.torn = to.torn || in_part;
}

/// Writes how many records the writer lost; after a torn line it starts another. Returns 0, or the number of the error
/// where it doesn't take that either.
SLUICE_DETAIL_COLD inline int report_lost(writer& to) noexcept {
    message_buffer text;
    if (to.torn) text.append('\n');
    if (to.lost != 0) {
        append_name(text, to.name);
        text.append_number(to.lost);
        bool const one = to.lost == 1;
        text_view const fate = !to.name.fate.empty() ? to.name.fate : one ? "was lost" : "were lost";
        append_filled(text, " record$a $b ($c)\n", {one ? "" : "s", fate, error_text{to.error}.text});
    }
    write_result const made = write_record(to.file, text.view(), false);
    to.torn = made.error != 0 && (to.torn || made.written != 0);
    if (made.error == 0) to.lost = 0;
    return made.error;
}

/// Writes a record, after what there is to report. Returns 0, or the number of the error; then the record is counted. A
/// file that must not block is not waited for again before it takes something.
SLUICE_DETAIL_OUT_OF_LINE inline int write_or_count(writer& to, text_view text) noexcept {
    write_result made{0, 0};
    if (to.lost != 0 || to.torn) made.error = report_lost(to);
    if (made.error == 0) made = write_record(to.file, text);
    if (made.error != 0) count_lost(to, made.error, made.written != 0);
    return made.error;
}

/// Whether a second has passed since this was asked last, so that the descriptor is to be looked at.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline bool is_due(writer& to, unsigned long long second) noexcept {
    if (to.checked == second) return false;
    to.checked = second;
    return true;
}

/// Whether to leave a file alone that failed a moment ago; then the record is counted.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool is_in_backoff(writer& to) noexcept {
    if (!to.failed || monotonic_nanoseconds() >= to.retry) return false;
    count_lost(to, to.error, false);
    return true;
}

/// The path with its fields filled in, and a NUL at the end: %p is the process's id, %r the rank, %h the host, %% a
/// percent sign.
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
