// The registries that code.hpp uses: declared once in a file, even if it includes code.hpp several times.
#pragma once

#include <string_view>

// These lines use `info`, which a macro of that name in the program would break.
#pragma push_macro("info")
#undef info
SLUICE_REGISTRY(hostile, "HOSTILE_LOGS", (part, "A part"), (list, part, "A list", at(info)))
#pragma pop_macro("info")

// Two registries in one file; a registry inside namespaces, one of which is named sluice.
namespace company::sluice {
SLUICE_REGISTRY(inner, "INNER_LOGS", (part, "A part of another registry"))
namespace inner {
SLUICE_MODULE(detail, "inner.part.detail")
}
}  // namespace company::sluice
namespace company::trading::fmt {
SLUICE_REGISTRY(std, "INNERMOST_LOGS", (part, "A part of a registry named std"), (list, part, "A list"))
}  // namespace company::trading::fmt
