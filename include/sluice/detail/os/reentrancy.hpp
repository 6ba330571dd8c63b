// The guard against re-entrancy: marks a thread that is handling a record or settings. Independent of both.
#pragma once

#include "../base/compiler.hpp"

namespace sluice::detail {

/// Held while a thread holds locks of sluice. Only a signal handler or the program's own allocator can log meanwhile;
/// it would wait for a lock that its own thread holds.
class SLUICE_DETAIL_HIDDEN reentrancy_guard {
public:
    SLUICE_DETAIL_ACCESSOR reentrancy_guard() noexcept : is_outermost_(!is_busy) { is_busy = true; }
    reentrancy_guard(reentrancy_guard const&) = delete;
    reentrancy_guard& operator=(reentrancy_guard const&) = delete;
    SLUICE_DETAIL_ACCESSOR ~reentrancy_guard() {
        if (is_outermost_) is_busy = false;
    }

    /// Returns false if the thread already held one.
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR bool is_outermost() const noexcept { return is_outermost_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR static bool is_held() noexcept { return is_busy; }

private:
    SLUICE_DETAIL_HIDDEN static inline constinit thread_local bool is_busy = false;

    bool is_outermost_;
};

}  // namespace sluice::detail
