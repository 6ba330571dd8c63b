// Budgets, as in "graph#100" and "net#100/s": the count of a name's records, and notes of those that are held back.
#pragma once

#include "admission.hpp"
#include "control_state.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED

/// Appends a control's name and budget as in settings.
SLUICE_DETAIL_MESSAGE inline void append_budget(buffer& out, control const& each) noexcept {
    out.append(each.name.view());
    out.append('#');
    out.append_number(each.more.budget);
    append_filled(out, "$a$b", {each.more.lines ? "lines" : "", each.more.each_second ? "/s" : ""});
}

/// Writes what each budget has held back since its last note. Not if an output is stuck: the program ends.
SLUICE_DETAIL_MESSAGE inline void report_held_back(registry_controls& controls) noexcept {
    for (bool more = true; more;) {
        more = false;
        record_buffer text;
        record made{};
        admission by{true, true, false, nullptr, nullptr};
        channel_info const* channel = nullptr;
        if (!are_parts_free()) return;
        {
            reentrancy_guard const guard;
            lock_guard const held{controls.lock};
            for (control* each = controls.first; each != nullptr && !more; each = each->next) {
                if (each->held_back == 0) continue;
                append_budget(text, *each);
                text.append(": ");
                text.append_number(each->held_back);
                text.append(each->held_back == 1 ? " record was held back" : " records were held back");
                each->held_back = 0;
                channel = each->last;
                made.file = each->file.data;
                made.line = each->line;
                made.at = each->last_level;
                by.to_outputs = each->to == nullptr || each->more.adds_route;
                by.to = each->to;
                more = true;
            }
        }
        if (!more) return;
        made.logger = channel->logger;
        made.artifact = channel->artifact;
        if (made.file == nullptr) made.file = "";
        complete(made, *channel);
        write_admitted(*channel, made, text, true, by);
    }
}

/// Counts a record. Returns false if the budget has nothing left for it; of the first such record, which says so in place
/// of its text, true.
[[nodiscard]] SLUICE_DETAIL_OUT_OF_LINE inline bool spend(control& by, channel_info const& channel, record const& made,
                                                      buffer& text) noexcept {
    unsigned long long count = 1;
    if (by.more.lines)
        for (size_t i = 0; i + 1 < text.size(); ++i)
            if (text.data()[i] == '\n') ++count;
    if (by.more.each_second) {
        unsigned long long const now = monotonic_nanoseconds();
        if (now - by.began >= 1000000000) {
            by.began = now;
            by.used = 0;
        }
    }
    if (by.used + count <= by.more.budget) {
        by.used += count;
        if (by.held_back == 0) return true;
        local_buffer<64> note;
        note.append(" (");
        note.append_number(by.held_back);
        note.append(" held back)");
        by.held_back = 0;
        text.append(note.view());
        return true;
    }
    by.used = by.more.budget;
    by.last = &channel;
    by.last_level = made.at;
    ++by.held_back;
    if (by.told) return false;
    by.told = true;
    text_view const file{made.file};
    by.file.assign({file.data(), file.size() + 1});  // with its NUL
    by.line = made.line;
    text.shorten(0);
    append_budget(text, by);
    text.append(": further records are held back");
    return true;
}

#endif

}  // namespace sluice::detail
