// Levels as syslog's priorities, for the bridges to syslog and to the journal.
#pragma once

#include <syslog.h>

#include "common.hpp"

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_push.hpp"
#endif

namespace sluice::detail {

[[nodiscard]] inline int priority_of(level at) noexcept {
    switch (at) {
    case level::debug: return LOG_DEBUG;
    case level::info: return LOG_INFO;
    case level::warning: return LOG_WARNING;
    case level::error: return LOG_ERR;
    default: return LOG_CRIT;
    }
}

}  // namespace sluice::detail

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_pop.hpp"
#endif
