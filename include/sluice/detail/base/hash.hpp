// Hashes of texts, for tables of sluice's own. Not for tables that somebody may want to fill with texts of one hash.
#pragma once

#include "../../text_view.hpp"
#include "compiler.hpp"

namespace sluice::detail {

/// FNV-1a of 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/). `seed` is the hash of the text before this one.
[[nodiscard]] SLUICE_DETAIL_COLD SLUICE_DETAIL_WRAPS constexpr unsigned long long hash_of(
    text_view text, unsigned long long seed = 0xcbf29ce484222325) noexcept {
    for (char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return seed;
}

}  // namespace sluice::detail
