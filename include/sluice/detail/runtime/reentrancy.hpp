// That a thread is at work on a record or on settings. Part of the runtime. Knows nothing of either.
#pragma once

#include "../base/compiler.hpp"

namespace sluice::detail {

/// Held while a thread holds locks of ours. Only a signal handler can log meanwhile, or an allocator of the program's
/// own; it would wait for a lock that its own thread holds.
class SLUICE_DETAIL_HIDDEN turn {
public:
    turn() noexcept : mine_(!taken) { taken = true; }
    turn(turn const&) = delete;
    turn& operator=(turn const&) = delete;
    ~turn() {
        if (mine_) taken = false;
    }

    /// False where the thread has one already.
    [[nodiscard]] bool mine() const noexcept { return mine_; }
    [[nodiscard]] static bool is_taken() noexcept { return taken; }

private:
    SLUICE_DETAIL_HIDDEN static inline constinit thread_local bool taken = false;

    bool mine_;
};

}  // namespace sluice::detail
