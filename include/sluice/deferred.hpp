// The deferred mode: calls leave their records in buffers, and a thread of its own formats and writes them. Nothing is lost if
// the process is killed: the buffers are in a file, from which the next start of the program recovers them. docs/deferred.md
// says what a program gives up for it.
//
//     auto const writer = shop::logs.defer();  // until the end of the scope
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/deferred/requests.hpp"
#include "registry.hpp"

namespace sluice {

/// Defers the records of a registry for its lifetime. The destructor waits until all are written; calls after it write at once. Of
/// several objects the last one ends the mode; the first one's options hold. Can be moved. Not synchronized.
class [[nodiscard]] deferred_writer {
public:
    SLUICE_DETAIL_HIDDEN deferred_writer(detail::registry_core& registry, deferred_options const& options) noexcept
        : registry_(&registry), session_(detail::begin_deferred(registry, options)) {}
    SLUICE_DETAIL_HIDDEN deferred_writer(deferred_writer&& other) noexcept
        : registry_(other.registry_), session_(other.session_) {
        other.session_ = 0;
    }
    deferred_writer& operator=(deferred_writer&&) = delete;
    SLUICE_DETAIL_HIDDEN ~deferred_writer() {
        if (session_ != 0) detail::end_deferred(*registry_, session_);
    }

    /// Returns false if records are written at once: the variable SHOP_LOGS_DEFER says so, or there is no room for the
    /// buffers, which has been reported on stderr.
    [[nodiscard]] explicit operator bool() const noexcept { return session_ != 0; }

    /// Waits until all records that any thread logged before this call are written. Any thread; neither locks nor allocates.
    SLUICE_DETAIL_HIDDEN void flush() const noexcept {
        if (session_ != 0) detail::flush_deferred(*registry_);
    }

private:
    detail::registry_core* registry_;
    unsigned long long session_;
};

/// For registry::defer(), which finds it by its options.
template <class Rows>
SLUICE_DETAIL_HIDDEN deferred_writer begin_deferred_mode(registry<Rows> const&, deferred_options const& options) noexcept {
    return {detail::registry_of<Rows>, options};
}

}  // namespace sluice

#if SLUICE_DETAIL_RUNTIME_IS == 1
#include "detail/deferred/runtime.hpp"
#endif

#include "detail/base/macros_pop.hpp"
