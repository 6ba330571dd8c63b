// Descriptions of call sites in the file, from which recovery formats records without the program.
#pragma once

#include "decode.hpp"
#include "engine.hpp"

namespace sluice::detail {

/// Returns the flags of a site's records.
[[nodiscard]] SLUICE_DETAIL_COLD inline word64 flags_of(deferred_engine const& engine, site const& at) noexcept {
    text_view const format{at.format};
    word64 flags = needs_first_format(format) ? format_first : 0;
    if (at.at >= engine.options.drain_at) flags |= drain_after;
    return flags;
}

[[nodiscard]] SLUICE_DETAIL_COLD SLUICE_DETAIL_WRAPS inline size_t hash_of(site const& at, bool is_copy) noexcept {
    word64 sum = reinterpret_cast<word64>(&at);
    if (is_copy) sum = reinterpret_cast<word64>(at.format) ^ reinterpret_cast<word64>(at.channel) << 1 ^ (at.line + (static_cast<word64>(at.at) << 32));
    sum *= 0x9e3779b97f4a7c15;
    return static_cast<size_t>(sum >> 20);
}
[[nodiscard]] SLUICE_DETAIL_COLD inline bool is_same_site(site const& one, site const& other) noexcept {
    return one.channel == other.channel && one.format == other.format && one.file == other.file &&
           one.function == other.function && one.line == other.line && one.at == other.at;
}
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE site const* site_of_id(word64 id) noexcept {
    return reinterpret_cast<site const*>(id & ~site_flags);  // NOLINT(performance-no-int-to-ptr): it was one
}

/// Returns the place of a site in a thread's cache.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE size_t site_index(site const& at) noexcept {
    return reinterpret_cast<word64>(&at) / alignof(site) % thread_rings::site_count;
}

/// Returns the slot of a site, or the free one for it. There is always a free slot.
[[nodiscard]] SLUICE_DETAIL_COLD inline word64& find_site(site_table& table, site const& at, bool is_copy) noexcept {
    for (size_t i = hash_of(at, is_copy);; ++i) {
        word64& slot = table.slots[i & (table.capacity - 1)];
        word64 const id = load_ordered(slot);
        if (id == 0) return slot;
        if (is_copy ? is_same_site(*site_of_id(id), at) : site_of_id(id) == &at) return slot;
    }
}

// The functions up to add_site() require the engine's lock.

/// Doubles the table, or makes the first. Calls may still read earlier ones, which are kept.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool grow_sites(deferred_engine& engine) noexcept {
    site_table* const before = engine.known;
    word64 const capacity = before == nullptr ? 1024 : before->capacity * 2;
    auto* const made = static_cast<site_table*>(map_memory(sizeof(site_table) + capacity * sizeof(word64)));
    if (made == nullptr) return false;
    made->capacity = capacity;
    for (word64 i = 0; before != nullptr && i < before->capacity; ++i) {
        word64 const id = before->slots[i];
        if (id == 0) continue;
        site const& at = *site_of_id(id);
        find_site(*made, at, (id & is_copied) != 0) = id;
        ++made->count;
    }
    store_ordered(engine.known, made);
    return true;
}

/// Appends a description to the file. Returns false if there is no room.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool append_site(deferred_engine& engine, word64 id) noexcept {
    site const& at = *site_of_id(id);
    channel_info const& channel = *at.channel;
    text_view const texts[site_entry::count] = {at.format, at.file, at.function, channel.logger, channel.artifact, channel.format};
    size_t size = sizeof(site_entry);
    for (text_view const& each : texts) size += each.size() + 1;
    size = round_up(size, sizeof(word64));
    if (engine.sites == nullptr || engine.sites->size - sizeof(site_block) - engine.sites->used < size) {
        constexpr size_t usual = size_t{16} * 1024;
        size_t const wanted = size + sizeof(site_block) > usual ? size + sizeof(site_block) : usual;
        auto* const made = reinterpret_cast<site_block*>(add_block(engine, round_up(wanted, engine.page)));
        if (made == nullptr) return false;
        publish_block(*made, block_kind::sites);
        engine.sites = made;
    }
    site_block& block = *engine.sites;
    auto* const entry = reinterpret_cast<site_entry*>(reinterpret_cast<char*>(&block + 1) + block.used);
    entry->size = size;
    entry->id = id & ~site_flags;
    entry->line = at.line;
    entry->at = static_cast<unsigned char>(at.at);
    char* to = reinterpret_cast<char*>(entry + 1);
    for (unsigned i = 0; i < site_entry::count; ++i) {
        entry->sizes[i] = static_cast<unsigned>(texts[i].size());
        memcpy(to, texts[i].data(), texts[i].size());
        to += texts[i].size() + 1;
    }
    entry->sum = sum_of(*entry);
    store_ordered(block.used, block.used + size);
    return true;
}

/// Describes the sites of earlier sessions in a new file. Returns false if there is no room.
[[nodiscard]] SLUICE_DETAIL_COLD inline bool describe_again(deferred_engine& engine) noexcept {
    engine.sites = nullptr;
    if (engine.known == nullptr) return grow_sites(engine);
    for (word64 i = 0; i < engine.known->capacity; ++i) {
        word64& slot = engine.known->slots[i];
        if (slot == 0) continue;
        store_ordered(slot, (slot & ~(format_first | drain_after)) | flags_of(engine, *site_of_id(slot)));
        if (!append_site(engine, slot)) return false;
    }
    return true;
}

/// Returns a copy of a site that lives as long as the program or library, or null.
[[nodiscard]] SLUICE_DETAIL_COLD inline site const* copy_site(deferred_engine& engine, site const& at) noexcept {
    if (engine.copies_left == 0) {
        constexpr size_t size = 4096;
        engine.copies = static_cast<site*>(map_memory(size));
        if (engine.copies == nullptr) return nullptr;
        engine.copies_left = size / sizeof(site);
    }
    --engine.copies_left;
    *engine.copies = at;
    return engine.copies++;
}

/// Describes a site, unless another thread has. Returns its id, or 0.
[[nodiscard]] SLUICE_DETAIL_COLD inline word64 add_site(deferred_engine& engine, site const& at, bool is_copy) noexcept {
    if (engine.known->count >= engine.known->capacity / 2 && !grow_sites(engine)) return 0;
    word64& slot = find_site(*engine.known, at, is_copy);
    if (slot != 0) return slot;
    site const* const kept = is_copy ? copy_site(engine, at) : &at;
    if (kept == nullptr) return 0;
    word64 const id = reinterpret_cast<word64>(kept) | flags_of(engine, at) | (is_copy ? is_copied : 0);
    if (!append_site(engine, id)) return 0;
    ++engine.known->count;
    store_ordered(slot, id);
    return id;
}

/// Returns the id of a site with its flags, described in the file; 0 if there is no room for it. Locks if it isn't described
/// yet; doesn't wait for the lock in a signal handler that has interrupted a call.
[[nodiscard]] SLUICE_DETAIL_COLD inline word64 describe(deferred_engine& engine, site const& at, bool is_copy,
                                                      bool is_nested) noexcept SLUICE_DETAIL_UNCHECKED {
    if (word64 const id = load_ordered(find_site(*load_ordered(engine.known), at, is_copy)); id != 0) return id;
    if (engine.lock.is_mine()) return 0;  // in a handler too
    if (!is_nested)
        engine.lock.lock();
    else if (!engine.lock.lock_within(0))
        return 0;
    word64 const id = load_relaxed(engine.session) == 0 ? 0 : add_site(engine, at, is_copy);
    engine.lock.unlock();
    return id;
}

}  // namespace sluice::detail
