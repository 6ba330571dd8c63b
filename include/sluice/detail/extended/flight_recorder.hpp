// Flight recorders, as in "net?64": the last records of a name that its setting doesn't log, in memory, already laid
// out. They are written before the next error record of the registry, on request, and from a handler of fatal signals.
//
// One lock guards all recorders of a program or library, so that sequence numbers and times are in order. Slots can
// also be read without it: a slot's sequence number is 0 while the slot is written, and has changed if it was
// meanwhile.
#pragma once

#include "../call/site.hpp"
#include "../os/parts.hpp"
#include "../output/record_layout.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED

/// A record of 1 KiB at most: its lines.
struct SLUICE_DETAIL_HIDDEN recorder_slot {
    static constexpr size_t capacity = 1008;  // of the lines

    unsigned long long sequence;  // among the records of all recorders, from 1; 0: none, or it is written; ordered
    unsigned long long size;      // of the lines; ordered
    size_t words[capacity / sizeof(size_t)];  // ordered
};
static_assert(sizeof(recorder_slot) == 1024);

/// A copy of a slot's lines.
struct SLUICE_DETAIL_HIDDEN recorded_lines {
    size_t words[recorder_slot::capacity / sizeof(size_t)];
    size_t size = 0;

    [[nodiscard]] text_view view() const noexcept { return {reinterpret_cast<char const*>(words), size}; }
};

/// A ring of slots, which follow it in memory. Changed with the recorders' lock held.
struct SLUICE_DETAIL_HIDDEN recorder_ring {
    /// A walk from the oldest slot to the newest.
    struct walk {
        size_t first = 0;
        size_t done = 0;
    };

    size_t count = 0;                // of slots
    size_t next = 0;                 // the oldest slot, which the next record replaces; relaxed
    unsigned long long written = 0;  // the sequence number of the last record that was written; ordered
    walk walks[2];                   // with the lock held; in a signal handler

    [[nodiscard]] recorder_slot* slots() noexcept { return reinterpret_cast<recorder_slot*>(this + 1); }
};

/// The recorder of a name. Listed as long as the program or library is loaded; has rings while settings ask for it.
struct SLUICE_DETAIL_HIDDEN flight_recorder {
    registry_core const* owner = nullptr;
    owned_text name{};
    recorder_ring* rings[2] = {};  // ordered; the second is for errors that aren't logged
    bool is_used = false;          // by the settings that are being applied
    flight_recorder* next = nullptr;

    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t size) noexcept { return malloc(size); }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void* made) noexcept { free(made); }
};

struct SLUICE_DETAIL_HIDDEN flight_recorder_list : part {
    flight_recorder* first = nullptr;  // ordered
    unsigned long long sequence = 0;   // of the last record; ordered
    wall_clock clock{};
    bool stale = false;        // the time zone may have changed; relaxed
    unsigned in_handlers = 0;  // signal handlers that are reading; ordered
};
SLUICE_DETAIL_HIDDEN inline constinit flight_recorder_list the_recorders{};

/// Walks over the records of a registry's recorders, or of all, that aren't written yet, by their sequence.
class SLUICE_DETAIL_HIDDEN recorder_walk {
public:
    /// Starts at the oldest record; ends at those that are newer than this moment. `of` may be null.
    SLUICE_DETAIL_COLD recorder_walk(registry_core const* of, bool in_handler) noexcept
        : of_(of), which_(in_handler ? 1 : 0), last_(load_ordered(the_recorders.sequence)) {
        for (flight_recorder* each = load_ordered(the_recorders.first); each != nullptr; each = each->next)
            for (recorder_ring*& link : each->rings)
                if (recorder_ring* const ring = load_ordered(link); ring != nullptr)
                    ring->walks[which_] = {load_relaxed(ring->next), 0};
    }

    /// Marks the next record as written, and copies its lines. Returns false if there is none.
    SLUICE_DETAIL_COLD bool next(recorded_lines& into) noexcept {
        for (;;) {
            recorder_ring* nearest = nullptr;
            recorder_slot* slot = nullptr;
            unsigned long long lowest = last_ + 1;
            for (flight_recorder* each = load_ordered(the_recorders.first); each != nullptr; each = each->next) {
                if (of_ != nullptr && each->owner != of_) continue;
                for (recorder_ring*& link : each->rings) {
                    recorder_ring* const ring = load_ordered(link);
                    recorder_slot* const found = ring == nullptr ? nullptr : peek(*ring);
                    unsigned long long const sequence = found == nullptr ? 0 : load_ordered(found->sequence);
                    if (sequence == 0 || sequence >= lowest) continue;
                    lowest = sequence;
                    nearest = ring;
                    slot = found;
                }
            }
            if (nearest == nullptr) return false;
            ++nearest->walks[which_].done;
            unsigned long long const before = load_ordered(nearest->written);
            if (before >= lowest || !replace_ordered(nearest->written, before, lowest))
                continue;  // another walk has it
            if (copy(*slot, lowest, into)) return true;
        }
    }

private:
    registry_core const* of_;
    size_t which_;
    unsigned long long last_;

    /// Returns the oldest slot that the walk hasn't passed, and whose record isn't written; null if there is none.
    recorder_slot* peek(recorder_ring& ring) noexcept {
        recorder_ring::walk& at = ring.walks[which_];
        unsigned long long const written = load_ordered(ring.written);
        for (; at.done < ring.count; ++at.done) {
            size_t const index = at.first + at.done;
            recorder_slot* const slot = ring.slots() + (index < ring.count ? index : index - ring.count);
            unsigned long long const sequence = load_ordered(slot->sequence);
            if (sequence > written && sequence <= last_) return slot;
        }
        return nullptr;
    }
    /// Returns false if another thread has begun to replace the record.
    static bool copy(recorder_slot const& from, unsigned long long sequence, recorded_lines& into) noexcept {
        into.size = static_cast<size_t>(load_ordered(from.size));
        if (into.size > recorder_slot::capacity) return false;
        for (size_t i = 0; i * sizeof(size_t) < into.size; ++i) into.words[i] = load_ordered(from.words[i]);
        return load_ordered(from.sequence) == sequence;
    }
};

/// Shortens a text to `size` at most, with an ellipsis at its end, which never splits a UTF-8 character.
SLUICE_DETAIL_COLD inline void cut_text(buffer& text, size_t size) noexcept {
    constexpr text_view ellipsis = "\xe2\x80\xa6";
    if (text.size() <= size) return;
    size = size < ellipsis.size() ? 0 : size - ellipsis.size();
    while (size != 0 && (static_cast<unsigned char>(text.data()[size]) & 0xc0) == 0x80) --size;
    text.shorten(size);
    text.append(ellipsis);
}

/// Keeps a record in place of the recorder's oldest one. The text, in the buffer, is cut so that its lines fit into a
/// slot. Any thread; locks; allocates nothing for texts of up to 1 KiB.
SLUICE_DETAIL_OUT_OF_LINE inline void keep(flight_recorder& to, record& made, buffer& text, line_format format,
                                           bool escaped) noexcept {
    constexpr text_view mark = "[recorded] ";
    cut_text(text, recorder_slot::capacity);
    if (!text.has_room(mark.size())) return;
    memmove(text.data() + mark.size(), text.data(), text.size());
    memcpy(text.data(), mark.data(), mark.size());
    text.shorten(text.size() + mark.size());
    lock_guard const held{the_recorders.lock};
    recorder_ring* const ring = made.at >= level::error && to.rings[1] != nullptr ? to.rings[1] : to.rings[0];
    if (ring == nullptr) return;  // the settings have changed
    if (exchange_relaxed(the_recorders.stale, false)) the_recorders.clock.reset();
    the_recorders.clock.complete(made.time);
    size_t size = text.size();
    size_t laid_out = 0;
    for (;;) {
        lay_out(text, made, {format, false, escaped});
        laid_out = text.size() - size;
        if (laid_out <= recorder_slot::capacity || size <= mark.size()) break;
        text.shorten(size);
        cut_text(text, size * recorder_slot::capacity / laid_out);  // less than size, so this ends
        size = text.size();
    }
    char* const lines = text.data() + size;
    if (laid_out > recorder_slot::capacity) {  // what is around the text
        laid_out = recorder_slot::capacity;
        lines[laid_out - 1] = '\n';
    }
    recorder_slot& slot = ring->slots()[ring->next];
    store_ordered(slot.sequence, 0ull);
    store_ordered(slot.size, static_cast<unsigned long long>(laid_out));
    size_t word = 0;
    size_t const rest = laid_out % sizeof word;
    size_t const count = laid_out / sizeof word;
    for (size_t i = 0; i != count; ++i) {
        memcpy(&word, lines + i * sizeof word, sizeof word);
        store_ordered(slot.words[i], word);
    }
    if (rest != 0) {
        memcpy(&word, lines + laid_out - rest, rest);
        store_ordered(slot.words[count], word);
    }
    unsigned long long const sequence = the_recorders.sequence + 1;
    store_ordered(the_recorders.sequence, sequence);
    store_ordered(slot.sequence, sequence);
    store_relaxed(ring->next, ring->next + 1 == ring->count ? 0 : ring->next + 1);
}

/// Frees a ring, unless a signal handler may be reading it.
SLUICE_DETAIL_MESSAGE inline void release_ring(recorder_ring*& ring) noexcept {
    recorder_ring* const ended = exchange_ordered(ring, static_cast<recorder_ring*>(nullptr));
    if (fetch_add_ordered(the_recorders.in_handlers, 0u) == 0) free(ended);
}

SLUICE_DETAIL_MESSAGE inline void handle_recorders(part& self, part_event event) noexcept SLUICE_DETAIL_UNCHECKED {
    auto& recorders = static_cast<flight_recorder_list&>(self);
    if (event == part_event::reload) store_relaxed(recorders.stale, true);
    if (event == part_event::in_child)  // the parent writes what was kept before
        for (flight_recorder* each = recorders.first; each != nullptr; each = each->next)
            for (recorder_ring* ring : each->rings)
                if (ring != nullptr) store_ordered(ring->written, recorders.sequence);
    if (event != part_event::unload) return;
    while (flight_recorder* const each = recorders.first) {
        recorders.first = each->next;
        for (recorder_ring*& ring : each->rings) release_ring(ring);
        each->name.release();
        delete each;
    }
}

/// Makes a ring have `count` slots, empty unless it has as many already. Returns false if memory runs out.
SLUICE_DETAIL_MESSAGE inline bool resize_ring(recorder_ring*& ring, size_t count) noexcept {
    if (ring != nullptr && ring->count == count) return true;
    if (ring != nullptr) release_ring(ring);
    if (count == 0) return true;
    auto* const made = static_cast<recorder_ring*>(calloc(1, sizeof(recorder_ring) + count * sizeof(recorder_slot)));
    if (made == nullptr) return false;
    made->count = count;
    store_ordered(ring, made);
    return true;
}

/// Returns the recorder of a name, with `count` slots, and as many for errors if it has such a ring. Records are kept
/// if the count stays the same. Returns null if memory runs out. Allocates; locks.
SLUICE_DETAIL_MESSAGE inline flight_recorder* use_recorder(registry_core const& registry, text_view name, size_t count,
                                                           bool has_errors) noexcept {
    register_part(the_recorders, part_rank::recorders, handle_recorders);
    lock_guard const held{the_recorders.lock};
    flight_recorder* used = the_recorders.first;
    while (used != nullptr && !(used->owner == &registry && used->name.view() == name)) used = used->next;
    if (used == nullptr) {
        used = new flight_recorder;
        if (used == nullptr) return nullptr;
        if (!used->name.assign(name)) {
            delete used;
            return nullptr;
        }
        used->owner = &registry;
        used->next = the_recorders.first;
        store_ordered(the_recorders.first, used);
    }
    used->is_used = resize_ring(used->rings[0], count) && resize_ring(used->rings[1], has_errors ? count : 0);
    return used->is_used ? used : nullptr;
}

/// Frees the memory of the registry's recorders that use_recorder() hasn't returned since the last call. Locks.
SLUICE_DETAIL_MESSAGE inline void release_unused_recorders(registry_core const& registry) noexcept {
    if (load_ordered(the_recorders.first) == nullptr) return;
    lock_guard const held{the_recorders.lock};
    for (flight_recorder* each = the_recorders.first; each != nullptr; each = each->next) {
        if (each->owner != &registry) continue;
        for (recorder_ring*& ring : each->rings)
            if (!each->is_used && ring != nullptr) release_ring(ring);
        each->is_used = false;
    }
}

#endif

}  // namespace sluice::detail
