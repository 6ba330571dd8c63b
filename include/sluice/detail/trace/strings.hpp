// Interned strings: texts that a trace writes once, and refers to by number. Part of the runtime. Independent of files.
#pragma once

#include "../base/hash.hpp"
#include "state.hpp"

namespace sluice::detail {

/// Returns the slot that holds the text's id, or the empty one for it. The table must have an empty slot.
[[nodiscard]] SLUICE_DETAIL_COLD inline unsigned& slot_of(intern_table& table, text_view text) noexcept {
    for (unsigned long long i = hash_of(text);; ++i) {
        unsigned& slot = table.slots[i % table.slot_count];
        if (slot == 0 || table.texts[slot - 1].view() == text) return slot;
    }
}

/// Makes room for another text. Returns false, with the table unchanged, if memory runs out.
SLUICE_DETAIL_COLD inline bool grow(intern_table& table) noexcept {
    if (table.count < table.slot_count / 2) return true;
    unsigned const wider = table.slot_count == 0 ? 64 : table.slot_count * 2;
    auto* const texts = static_cast<owned_text*>(realloc(table.texts, wider / 2 * sizeof(owned_text)));
    if (texts == nullptr) return false;
    table.texts = texts;
    auto* const slots = static_cast<unsigned*>(calloc(wider, sizeof(unsigned)));
    if (slots == nullptr) return false;
    free(table.slots);
    table.slots = slots;
    table.slot_count = wider;
    for (unsigned id = 0; id < table.count; ++id) slot_of(table, texts[id].view()) = id + 1;
    return true;
}

struct interned {
    unsigned id = 0;
    bool is_new = false;
    bool good = false;  // false if memory ran out
};

/// Returns the text's id; a new one if the text is new.
SLUICE_DETAIL_COLD inline interned intern_in(intern_table& table, text_view text) noexcept {
    if (!grow(table)) return {};
    unsigned& slot = slot_of(table, text);
    if (slot != 0) return {slot - 1, false, true};
    owned_text copy{};
    if (!copy.assign(text)) return {};
    table.texts[table.count] = copy;
    slot = ++table.count;
    return {slot - 1, true, true};
}

}  // namespace sluice::detail
