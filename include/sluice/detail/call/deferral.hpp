// The one thing that call sites and the runtime know of the deferred mode (detail/deferred/): a function that may take a
// record, to be written later by another thread.
#pragma once

#include "format.hpp"

namespace sluice::detail {

struct site;

/// The form of a record: the arguments of a call; or one argument, which is the whole message, of a site that lives as
/// long as the program or only during the call.
enum class record_form : unsigned char { arguments, message, message_of_copy };

/// Takes records. `take` returns false if the record must be written now.
struct deferral {
    bool (*take)(deferral& self, site const& at, format_arguments arguments, record_form form) noexcept;
    void (*drain)(deferral& self) noexcept;  // waits until the records of this thread are written
};

}  // namespace sluice::detail
