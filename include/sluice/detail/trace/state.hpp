// The run-time state of a registry's trace: a part, with its own gate and writer.
#pragma once

#include "../base/text.hpp"
#include "../os/parts.hpp"
#include "../output/clock.hpp"
#include "../output/writer.hpp"
#include "call.hpp"

namespace sluice::detail {

/// A table of interned texts: texts by id, and ids by the texts' hashes.
struct intern_table {
    owned_text* texts = nullptr;
    unsigned* slots = nullptr;  // each an id plus 1, or 0
    unsigned count = 0;         // of texts
    unsigned slot_count = 0;
};

/// One for each registry and program or shared library; constant-initialised, never destroyed.
struct SLUICE_DETAIL_HIDDEN trace_state : part {
    registry_core& registry;
    gate& own;  // stored with the lock held

    // With the lock held:
    owned_text directory{};  // empty: tracing is off
    bool detailed = false;   // it is that of the variable _DTRACE
    intern_table strings{};  // written to every file before their first use
    writer to{};             // open after the first record
    wall_clock clock{};
    int file_rank = -1;      // the rank in the file's name
    unsigned refused = 0;    // reserved names that were reported, a bit each
    unsigned long long file_size = 0;  // bytes
    unsigned file_strings = 0;         // number of strings in it

    constexpr trace_state(registry_core& of, gate& own_gate) noexcept : registry(of), own(own_gate) {}
};

template <class Rows>
SLUICE_DETAIL_HIDDEN inline constinit trace_state trace_of{registry_of<Rows>, trace_gate<Rows>};

template <class Call, class Site>
SLUICE_DETAIL_HIDDEN inline constexpr trace_site trace_site_of{describe_site<Call>(Site::source()),
                                                               trace_of<typename Call::channel::rows>};

}  // namespace sluice::detail
