// Outputs that fail, and stderr, which is one: what they didn't take is counted, and said where they take something
// again. Part of the runtime. Knows nothing of records.
#pragma once

#include "../base/text.hpp"
#include "../os/posix_write.hpp"
#include "../runtime/registry_state.hpp"
#include "../runtime/reentrancy.hpp"

namespace sluice::detail {

/// How long a file that failed is left alone, in nanoseconds.
SLUICE_DETAIL_HIDDEN inline constexpr unsigned long long retry_interval = 1000000000;

/// Counts a record of which this much came out.
SLUICE_DETAIL_COLD inline void count_loss(loss& lost, int error, bool in_part) noexcept {
    if (lost.process != process_id()) lost.count = 0;
    ++lost.count;
    lost.process = process_id();
    lost.error = error;
    if (in_part) lost.torn = true;
}

/// An output's name in messages, in two parts, and what becomes of records that it doesn't take.
struct SLUICE_DETAIL_HIDDEN output_name {
    text_view name;
    text_view suffix;
    text_view fate;  // empty: they are lost
};

/// The sentence about what an output didn't take; behind a torn line it starts another.
SLUICE_DETAIL_COLD inline void append_loss(buffer& out, output_name const& name, loss const& lost) noexcept {
    if (lost.torn) out.append('\n');
    unsigned long long const count = lost.count;
    if (count == 0 || lost.process != process_id()) return;
    out.append("sluice: ");
    out.append(name.name);
    out.append(name.suffix);
    out.append(": ");
    out.append_number(count);
    out.append(count == 1 ? " record " : " records ");
    out.append(!name.fate.empty() ? name.fate : count == 1 ? "was lost" : "were lost");
    out.append(" (");
    out.append(error_text{lost.error}.text);
    out.append(")\n");
}

/// Says what the output has lost so far. Returns 0, or the number of the error where it doesn't take that either.
SLUICE_DETAIL_COLD inline int settle_loss(loss& lost, int file, file_kind kind, output_name const& name) noexcept {
    message_buffer said;
    append_loss(said, name, lost);
    write_result const made = write_to(file, kind, said.view(), false);
    if (made.error == 0) lost = {};
    if (made.error != 0 && made.written != 0) lost.torn = true;
    return made.error;
}

/// Writes a record, behind what the output has to say first. Returns 0, or the number of the error; then the record is
/// counted. A file that must not block is not waited for again before it takes something.
SLUICE_DETAIL_COLD inline int write_or_count(loss& lost, int file, file_kind kind, output_name const& name,
                                             text_view text) noexcept {
    write_result made{0, 0};
    if (lost.count != 0 || lost.torn) made.error = settle_loss(lost, file, kind, name);
    if (made.error == 0) made = write_to(file, kind, text);
    if (made.error != 0) count_loss(lost, made.error, made.written != 0);
    return made.error;
}

/// What becomes of stderr, which all registries share. Once it was found closed, what is opened next under its number
/// is a file of the program's own: no word of ours must get into that. reload() looks again.
struct SLUICE_DETAIL_HIDDEN standard_error_state {
    mutex guard{};  // over all that follows, and over writing
    bool looked = false;
    bool closed = false;
    loss lost{};
};
SLUICE_DETAIL_HIDDEN inline constinit standard_error_state the_standard_error{};

/// Looks whether stderr is open, unless that was done before. Locks.
SLUICE_DETAIL_COLD inline void look_at_stderr(bool again) noexcept {
    standard_error_state& to = the_standard_error;
    lock_guard const held{to.guard};
    if (to.looked && !again) return;
    to.looked = true;
    to.closed = kind_of(standard_error) == file_kind::none;
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME void write_stderr(text_view text) noexcept {
    standard_error_state& to = the_standard_error;
    undisturbed const calm;
    turn const my{};  // or that of who calls
    lock_guard const held{to.guard};
    file_kind kind = to.closed ? file_kind::none : kind_of(standard_error);
    if (kind == file_kind::none) to.closed = true;
    // So is what programs started from here don't get: nobody opens a standard error that way.
    if (is_private(standard_error)) kind = file_kind::none;
    write_or_count(to.lost, standard_error, kind, {"stderr", {}, {}}, text);
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
