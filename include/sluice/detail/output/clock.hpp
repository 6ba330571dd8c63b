// The local time of records. Looks up the time zone at most once a minute. Independent of records.
#pragma once

#include "../os/os.hpp"

namespace sluice::detail {

/// The time at which the first registry was configured, in microseconds since 1970. Relaxed.
SLUICE_DETAIL_HIDDEN inline constinit unsigned long long start_time = 0;

/// Caches the last second and its date. For one thread at a time.
class SLUICE_DETAIL_HIDDEN wall_clock {
public:
    [[nodiscard]] wall_time now() noexcept {
        unsigned nanoseconds = 0;
        unsigned long long const seconds = wall_seconds(nanoseconds);
        return at(seconds, nanoseconds);
    }
    [[nodiscard]] SLUICE_DETAIL_HIDDEN wall_time at(unsigned long long seconds, unsigned nanoseconds) noexcept {
        if (seconds != last_.since_epoch) {
            if (last_.month != 0 && seconds > last_.since_epoch && seconds - last_.since_epoch < 60 - last_.second) {
                last_.second += static_cast<unsigned>(seconds - last_.since_epoch);
                last_.since_epoch = seconds;
            } else {
                last_ = local_time(seconds);
            }
        }
        last_.nanosecond = nanoseconds;
        return last_;
    }
    /// Completes a time: sets it to now if it has no seconds; computes the date from the seconds if it has no month.
    SLUICE_DETAIL_OUT_OF_LINE void complete(wall_time& time) noexcept {
        if (time.month == 0) time = time.since_epoch == 0 ? now() : at(time.since_epoch, time.nanosecond);
    }
    /// Makes the next call look up the time zone again.
    void reset() noexcept { last_ = {}; }

private:
    wall_time last_{};
};

}  // namespace sluice::detail
