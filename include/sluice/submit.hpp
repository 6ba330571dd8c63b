// The way in for messages that were made elsewhere, by another logging library for example. From here on they take the
// way of those that a log macro makes.
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/call/requests.hpp"
#include "record.hpp"

namespace sluice {

/// Logs a message that was made elsewhere, if the component, module or artifact is on for it: with the record's level
/// (an artifact's has the artifact's), place, time, thread and text. A time without a month is made of `since_epoch` and
/// `nanosecond`; where these are 0 too, and where the thread is, they are those of this call. The rest of the record is
/// what it would be for a log macro, here and now. One whose `logger` is of this registry is on its way back, from a sink by another library's
/// loggers: it goes to no sink again. Any thread; locks;
/// allocates for records of over 1 KiB; not from a signal handler. Throws nothing.
template <class Gate>
void submit(Gate, record const& made) noexcept {
    static_assert(detail::is_channel<Gate>,
                  "sluice: the first argument of submit() is a component, a module or an artifact: "
                  "submit(shop::reader, record)");
    if constexpr (detail::is_channel<Gate>) {
        level at = made.at;
        if constexpr (Gate::is_artifact) at = Gate::at;
        if (at == level::off || !detail::channel_access::gate_of<Gate>().passes(at)) return;
        detail::tables const& table = detail::tables_of<typename Gate::rows>;
        if constexpr (Gate::is_artifact) {
            if (detail::strips_artifact(Gate::rows::strip, table, Gate::artifact_name)) return;
        } else {
            if (at < detail::strip_threshold(Gate::rows::strip, table, Gate::logger())) return;
        }
        detail::emit_record(detail::info_of<Gate>, at, made);
    }
}

}  // namespace sluice

#if SLUICE_DETAIL_RUNTIME_IS == 1
#include "runtime.hpp"
#endif

#include "detail/base/macros_pop.hpp"
