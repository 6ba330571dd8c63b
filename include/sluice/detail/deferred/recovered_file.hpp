// A file of buffers whose process is gone, mapped and checked. Every position and size in it may be damaged.
#pragma once

#include "../os/posix_memory.hpp"
#include "layout.hpp"

namespace sluice::detail {

/// A ring's records that aren't written, in a copy in which none wraps around.
struct SLUICE_DETAIL_HIDDEN recovered_ring {
    ring_header* header = nullptr;
    char* records = nullptr;
    size_t size = 0, at = 0;  // bytes
    recovered_ring* next = nullptr;

    [[nodiscard]] encoded_record const& record() const noexcept { return *reinterpret_cast<encoded_record const*>(records + at); }
    [[nodiscard]] unsigned long thread() const noexcept { return static_cast<unsigned long>(header->thread); }
    /// Returns true if there is a record whose size is possible.
    [[nodiscard]] bool has_record() const noexcept {
        if (size - at < sizeof(encoded_record)) return false;
        unsigned const bytes = record().size;
        return bytes >= sizeof(encoded_record) && bytes % sizeof(word64) == 0 && bytes <= size - at;
    }
    void advance() noexcept {
        unsigned const bytes = record().size;
        at += bytes;
        header->next += bytes;
    }
};

[[nodiscard]] SLUICE_DETAIL_COLD inline text_view text_of(site_entry const& entry, site_entry::text_of which) noexcept {
    char const* at = reinterpret_cast<char const*>(&entry + 1);
    for (unsigned i = 0; i < which; ++i) at += entry.sizes[i] + 1;
    return {at, entry.sizes[which]};
}

class SLUICE_DETAIL_HIDDEN recovered_file {
public:
    SLUICE_DETAIL_COLD explicit recovered_file(int file) noexcept : size_(size_of_file(file)) {
        memory_ = size_ >= sizeof(deferred_header) ? map_shared(file, 0, size_) : nullptr;
        if (memory_ != nullptr && is_header_good()) is_good_ = read_blocks();
    }
    recovered_file(recovered_file const&) = delete;
    recovered_file& operator=(recovered_file const&) = delete;
    SLUICE_DETAIL_COLD ~recovered_file() {
        while (recovered_ring* const each = rings_) {
            rings_ = each->next;
            free(each->records);
            free(each);
        }
        free(static_cast<void*>(sites_));
        if (memory_ != nullptr) munmap(memory_, size_);
    }

    [[nodiscard]] bool is_good() const noexcept { return is_good_; }
    /// Returns true if its process was killed before it could log.
    [[nodiscard]] bool is_empty() const noexcept { return memory_ == nullptr || header().magic == 0; }
    [[nodiscard]] deferred_header& header() const noexcept { return *reinterpret_cast<deferred_header*>(memory_); }

    /// Returns the text of a write in progress; empty if there was none.
    [[nodiscard]] text_view batch_text() const noexcept {
        word64 const size = header().intent.size;
        return size == 0 || size > batch_capacity() ? text_view{} : text_view{batch_, static_cast<size_t>(size)};
    }
    [[nodiscard]] size_t batch_capacity() const noexcept { return batch_capacity_; }

    /// The write in progress is done: the records in it are written.
    SLUICE_DETAIL_COLD void commit() noexcept {
        for (recovered_ring* each = rings_; each != nullptr; each = each->next) store_ordered(each->header->tail, each->header->next);
        clear_intent();
    }
    SLUICE_DETAIL_COLD void clear_intent() noexcept { store_ordered(header().intent.size, word64{0}); }
    SLUICE_DETAIL_COLD void set_intent(text_view text, word64 device, word64 node, word64 offset) noexcept {
        if (text.size() > batch_capacity_) return;
        memcpy(batch_, text.data(), text.size());
        header().intent.device = device;
        header().intent.node = node;
        header().intent.offset = offset;
        store_ordered(header().intent.size, static_cast<word64>(text.size()));
    }

    /// Copies the records that aren't written. Call it after the write in progress. Returns false if memory runs out.
    [[nodiscard]] SLUICE_DETAIL_COLD bool read_rings() noexcept {
        for (recovered_ring* each = rings_; each != nullptr; each = each->next) {
            ring_header& ring = *each->header;
            ring.next = ring.tail;
            each->size = static_cast<size_t>(ring.head - ring.tail);
            each->records = static_cast<char*>(malloc(each->size + 1));
            if (each->records == nullptr) return false;
            char const* const data = reinterpret_cast<char const*>(&ring) + header().page;
            auto const first = static_cast<size_t>(ring.tail & (ring.capacity - 1));
            size_t const whole = static_cast<size_t>(ring.capacity) - first;
            size_t const part = each->size < whole ? each->size : whole;
            memcpy(each->records, data + first, part);
            memcpy(each->records + part, data, each->size - part);
        }
        return true;
    }
    /// Returns the ring with the earliest record, or null. Gives up rings with impossible records, and counts them.
    [[nodiscard]] SLUICE_DETAIL_COLD recovered_ring* earliest(word64& unreadable) noexcept {
        recovered_ring* found = nullptr;
        for (recovered_ring* each = rings_; each != nullptr; each = each->next) {
            if (each->at == each->size) continue;
            if (!each->has_record()) {
                ++unreadable;
                each->header->next = each->header->head;
                each->at = each->size;
            } else if (found == nullptr || each->record().time < found->record().time) {
                found = each;
            }
        }
        return found;
    }
    SLUICE_DETAIL_COLD void count(word64& torn, word64& dropped) const noexcept {
        for (recovered_ring const* each = rings_; each != nullptr; each = each->next) {
            torn += each->header->begun != 0 ? 1 : 0;
            dropped += each->header->dropped;
        }
    }

    /// Returns null for an unknown id.
    [[nodiscard]] SLUICE_DETAIL_COLD site_entry const* find_site(word64 id) const noexcept {
        size_t first = 0, last = site_count_;
        while (first != last) {
            size_t const middle = first + (last - first) / 2;
            if (sites_[middle]->id == id) return sites_[middle];
            sites_[middle]->id < id ? first = middle + 1 : last = middle;
        }
        return nullptr;
    }

    /// Returns the time of a tick, in nanoseconds since 1970.
    [[nodiscard]] SLUICE_DETAIL_COLD word64 time_of(word64 tick) const noexcept {
        clock_rate const& rate = header().rates[header().rate & 1];
        auto const ticks = static_cast<double>(tick) - static_cast<double>(rate.ticks);
        constexpr double limit = 4e18;
        if (!(rate.nanoseconds > 0 && ticks * rate.nanoseconds < limit && ticks * rate.nanoseconds > -limit)) return rate.wall;
        return rate.at(tick);
    }

private:
    size_t size_;
    char* memory_ = nullptr;
    bool is_good_ = false;
    char* batch_ = nullptr;
    size_t batch_capacity_ = 0;
    recovered_ring* rings_ = nullptr;
    site_entry const** sites_ = nullptr;
    size_t site_count_ = 0, site_capacity_ = 0;

    [[nodiscard]] SLUICE_DETAIL_COLD bool is_header_good() const noexcept {
        deferred_header const& head = header();
        constexpr word64 largest_page = word64{1} << 20;
        bool const is_page = head.page >= 512 && head.page <= largest_page && (head.page & (head.page - 1)) == 0;
        return head.magic == deferred_magic && is_page && head.size >= sizeof head && head.size <= size_ &&
               head.size % head.page == 0 && head.path_size < sizeof head.path && head.format_size < sizeof head.format &&
               head.rank <= 0x7fffffff && (head.path_size == 0 || head.path[0] == '/');
    }

    [[nodiscard]] SLUICE_DETAIL_COLD bool read_blocks() noexcept {
        for (size_t at = static_cast<size_t>(header().size); size_ - at >= header().page;) {
            auto* const block = reinterpret_cast<block_header*>(memory_ + at);
            word64 const size = block->size;
            if (size < header().page || size % header().page != 0 || size > size_ - at) break;  // being made
            if (!read_block(*block)) return false;
            at += static_cast<size_t>(size);
        }
        sort_sites();
        return true;
    }
    // Returns false if memory runs out. Blocks of unknown kinds, and damaged ones, are skipped.
    [[nodiscard]] SLUICE_DETAIL_COLD bool read_block(block_header& block) noexcept {
        auto const kind = static_cast<block_kind>(block.kind);
        if (kind == block_kind::ring) return read_ring(static_cast<ring_header&>(block));
        if (kind == block_kind::sites) return read_sites(static_cast<site_block&>(block));
        if (kind == block_kind::batch) {
            batch_ = reinterpret_cast<char*>(&block) + header().page;
            batch_capacity_ = static_cast<size_t>(block.size - header().page);
        }
        return true;
    }
    [[nodiscard]] SLUICE_DETAIL_COLD bool read_ring(ring_header& ring) noexcept {
        bool const is_power = ring.capacity != 0 && (ring.capacity & (ring.capacity - 1)) == 0;
        if (sizeof ring > header().page || !is_power || ring.capacity != ring.size - header().page) return true;
        if (ring.next - ring.tail > ring.capacity) ring.next = ring.tail;
        if (ring.head - ring.tail > ring.capacity || ring.next - ring.tail > ring.head - ring.tail) return true;
        auto* const made = static_cast<recovered_ring*>(malloc(sizeof(recovered_ring)));
        if (made == nullptr) return false;
        *made = {&ring, nullptr, 0, 0, rings_};
        rings_ = made;
        return true;
    }
    [[nodiscard]] SLUICE_DETAIL_COLD bool read_sites(site_block& block) noexcept {
        size_t const room = static_cast<size_t>(block.size) - sizeof block;
        size_t const used = block.used < room ? static_cast<size_t>(block.used) : room;
        for (size_t at = 0; used - at >= sizeof(site_entry);) {
            auto const& entry = *reinterpret_cast<site_entry const*>(reinterpret_cast<char const*>(&block + 1) + at);
            if (entry.size < sizeof entry || entry.size % sizeof(word64) != 0 || entry.size > used - at) return true;
            at += static_cast<size_t>(entry.size);
            if (!is_site_good(entry)) continue;
            if (site_count_ == site_capacity_) {
                size_t const capacity = site_capacity_ == 0 ? 256 : site_capacity_ * 2;
                auto* const grown = static_cast<site_entry const**>(realloc(static_cast<void*>(sites_), capacity * sizeof(site_entry*)));
                if (grown == nullptr) return false;
                sites_ = grown;
                site_capacity_ = capacity;
            }
            sites_[site_count_++] = &entry;
        }
        return true;
    }
    [[nodiscard]] SLUICE_DETAIL_COLD static bool is_site_good(site_entry const& entry) noexcept {
        size_t needed = sizeof entry;
        for (unsigned const& each : entry.sizes) needed += size_t{each} + 1;
        if (needed > entry.size || sum_of(entry) != entry.sum) return false;
        for (unsigned i = 0; i < site_entry::count; ++i)
            if (text_view const text = text_of(entry, static_cast<site_entry::text_of>(i)); text.data()[text.size()] != '\0') return false;
        return true;
    }
    SLUICE_DETAIL_COLD void sort_sites() noexcept {
        if (site_count_ != 0) qsort(static_cast<void*>(sites_), site_count_, sizeof *sites_, [](void const* one, void const* other) {
            word64 const first = (*static_cast<site_entry const* const*>(one))->id, second = (*static_cast<site_entry const* const*>(other))->id;
            return first < second ? -1 : first > second ? 1 : 0;
        });
    }
};

}  // namespace sluice::detail
