// The one thing that call sites and the runtime know of the deferred mode (detail/deferred/): a function that may take a
// record, to be written later by another thread.
#pragma once

#include "format.hpp"

namespace sluice::detail {

struct site;

/// Takes the records of a registry.
struct deferral {
    /// Takes a record, or writes it now.
    void (*take)(site const& at, format_arguments arguments, deferral& self) noexcept;
    /// Likewise, a record whose message is formatted. `is_copy` is set if the site lives no longer than the call. Returns false
    /// if the record must be written now.
    bool (*take_message)(site const& at, text_view message, bool is_copy, deferral& self) noexcept;
    /// Waits until the records of this thread are written.
    void (*drain)(deferral& self) noexcept;
};

}  // namespace sluice::detail
