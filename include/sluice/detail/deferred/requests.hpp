// The options of the deferred mode, and declarations of its functions, which the runtime defines.
#pragma once

#include "../call/site.hpp"

namespace sluice {

/// What a call does when its thread's buffer is full: wait until there is room; drop the record, which is counted and
/// reported; or take a larger buffer, up to deferred_options::max_buffer_size, and then wait.
enum class when_full : unsigned char { block, drop, grow };

/// How the writing thread waits for records: it sleeps for a period; gives way to other threads; or does neither.
enum class idle_strategy : unsigned char { sleep, yield, spin };

/// When written records are also forced to the disk, with fdatasync(): never; after each write; or at the end.
enum class sync_policy : unsigned char { never, each_write, at_end };

/// Options of shop::logs.defer().
struct deferred_options {
    size_t buffer_size = 256 * 1024;            // bytes of each thread's buffer; rounded up to a power of two
    when_full full = when_full::block;
    size_t max_buffer_size = 16 * 1024 * 1024;  // bytes; for when_full::grow
    idle_strategy idle = idle_strategy::sleep;
    unsigned period = 1000;                     // microseconds; of idle_strategy::sleep
    int cpu = -1;                               // the processor for the writing thread; -1: any
    sync_policy sync = sync_policy::never;
    level drain_at = level::off;                // calls at this level or above return when their record is written
    text_view folder{};                         // for the file of buffers; empty: see docs/deferred.md
};

namespace detail {

SLUICE_DETAIL_RUNTIME_BEGIN

/// Defers a registry's records until end_deferred(); a scope within a scope shares its options. Returns the number of the
/// session; 0, after a message, if records are written at once. Locks; allocates; waits a millisecond to measure a clock.
SLUICE_DETAIL_RUNTIME unsigned long long begin_deferred(registry_core& registry, deferred_options const& options) noexcept;
/// Ends a scope; at the last one's end, waits until all is written. Does nothing in a forked child of the process that began
/// it.
SLUICE_DETAIL_RUNTIME void end_deferred(registry_core& registry, unsigned long long session) noexcept;
/// Waits until all records that were logged before the call, by any thread, are written.
SLUICE_DETAIL_RUNTIME void flush_deferred(registry_core& registry) noexcept;

SLUICE_DETAIL_RUNTIME_END

}  // namespace detail
}  // namespace sluice
