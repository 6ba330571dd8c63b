// Entry for messages that were produced elsewhere, for example by another logging library. They are handled like
// messages of log macros.
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/call/requests.hpp"
#include "record.hpp"

namespace sluice {

/// Logs a message that was produced elsewhere, if the component, module or artifact is on for its level. Keeps the
/// record's level (an artifact uses its own), place, time, thread and text; sets the other members as for a log call. A
/// time without a month is computed from `since_epoch` and `nanosecond`; if these are 0 too, it is the time of this
/// call. A thread of 0 means this thread. A record whose `logger` belongs to this registry has come back from a sink
/// through another library, and is not passed to sinks again. Any thread; not async-signal-safe. Locks; allocates if
/// the text and its lines take more than 1,280 bytes; throws nothing.
template <class Gate>
void submit(Gate, record const& made) noexcept {
    static_assert(detail::is_channel<Gate>,
                  "sluice: the first argument of submit() is a component, a module or an artifact: "
                  "submit(shop::reader, record)");
    if constexpr (detail::is_channel<Gate>) {
        level at = made.at;
        if constexpr (Gate::is_artifact) at = Gate::at;
        if (at == level::off || !detail::channel_access::gate_of<Gate>().passes(at)) return;
        if (at < detail::strip_level<Gate>) return;
        detail::emit_record(detail::info_of<Gate>, at, made);
    }
}

}  // namespace sluice

#if SLUICE_DETAIL_RUNTIME_IS == 1
#include "runtime.hpp"
#endif

#include "detail/base/macros_pop.hpp"
