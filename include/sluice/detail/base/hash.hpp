// Hashes of texts, for sluice's own tables. Not resistant to deliberate collisions.
#pragma once

#include "../../text_view.hpp"
#include "compiler.hpp"

namespace sluice::detail {

/// 64-bit FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/). `seed` is the hash of the preceding text.
[[nodiscard]] SLUICE_DETAIL_COLD SLUICE_DETAIL_WRAPS constexpr unsigned long long hash_of(
    text_view text, unsigned long long seed = 0xcbf29ce484222325) noexcept {
    for (char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return seed;
}

}  // namespace sluice::detail
