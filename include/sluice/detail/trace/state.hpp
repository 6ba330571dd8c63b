// What a registry's trace knows at run time: a part, with a gate and a writer of its own.
#pragma once

#include "../base/text.hpp"
#include "../os/parts.hpp"
#include "../output/clock.hpp"
#include "../output/writer.hpp"
#include "call.hpp"

namespace sluice::detail {

/// Texts by number, and the numbers by the texts' hash.
struct intern_table {
    owned_text* texts = nullptr;
    unsigned* room = nullptr;  // each an id plus 1, or 0
    unsigned count = 0;        // of texts
    unsigned slot_count = 0;
};

/// One a registry and program or shared library; constant-initialised, never destroyed.
struct SLUICE_DETAIL_HIDDEN trace_state : part {
    registry_core& registry;
    gate& own;  // stored with the lock held

    // With the lock held:
    owned_text directory{};  // empty: tracing is off
    intern_table strings{};  // that every file starts with, or has had since
    writer to{};             // once a record has opened its file
    wall_clock clock{};
    int file_rank = -1;      // in the file's name
    unsigned refused = 0;    // reserved names that calls used, a bit each
    unsigned long long file_size = 0;  // bytes
    unsigned file_strings = 0;         // that it has

    constexpr trace_state(registry_core& of, gate& own_gate) noexcept : registry(of), own(own_gate) {}
};

template <class Rows>
SLUICE_DETAIL_HIDDEN inline constinit trace_state trace_of{registry_of<Rows>, trace_gate<Rows>};

template <class Call>
constexpr trace_site describe_trace_site(char const* file, unsigned line, char const* function) noexcept {
    return {describe_site<Call>("", file, line, function), trace_of<typename Call::channel::rows>};
}

}  // namespace sluice::detail
