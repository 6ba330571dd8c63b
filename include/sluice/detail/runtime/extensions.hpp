// The functions of detail/extended/ that the runtime calls, and what it has in their place where SLUICE_CFG_EXTENDED
// leaves them out: mostly nothing. Part of the runtime.
#pragma once

#include "registry_state.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED
/// Appends the answer to each word in a text, the last of which is known. With the hub's lock held.
SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN void append_answers(buffer& out, registry_state const& registry,
                                                              text_view text, request last) noexcept;
#endif

}  // namespace sluice::detail
