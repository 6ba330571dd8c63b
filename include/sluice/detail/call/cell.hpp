// The byte that a call site tests, and the only thing that the two flows share. Knows nothing of names,
// settings or records.
#pragma once

#include "../../level.hpp"
#include "../base/compiler.hpp"

namespace sluice::detail {

/// A threshold in one byte. All zero bits, as it starts, means that nothing has configured it: lower than
/// every level, so that the first call goes into the cold path, which reads the settings.
///
/// An artifact has a byte of its own too, not a bit in a mask: testing a byte costs the same, storing it
/// needs no read-modify-write, and one kind of gate serves every kind of name.
struct cell {
    unsigned char threshold;

    [[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE bool passes(level message) const noexcept {
        return load_relaxed(threshold) <= static_cast<unsigned char>(message);
    }
    [[nodiscard]] bool configured() const noexcept { return load_relaxed(threshold) != 0; }
    void open() noexcept { store_relaxed(threshold, static_cast<unsigned char>(0)); }
    void store(level value) noexcept { store_relaxed(threshold, static_cast<unsigned char>(value)); }
};

}  // namespace sluice::detail
