// The registries that code.hpp logs through: once in a file, however many parts of it come with code.hpp.
#pragma once

#include <string_view>

// These lines say `info` themselves, in which no header can help where the program has a macro of that name.
#pragma push_macro("info")
#undef info
SLUICE_REGISTRY(hostile, "HOSTILE_LOGS", (part, "A part"), (list, part, "A list", at(info)))
#pragma pop_macro("info")

// Two registries in one file; a registry inside namespaces, one of which is called as ours is.
namespace company::sluice {
SLUICE_REGISTRY(inner, "INNER_LOGS", (part, "A part of another registry"))
namespace inner {
SLUICE_MODULE(detail, "inner.part.detail")
}
}  // namespace company::sluice
namespace company::trading::fmt {
SLUICE_REGISTRY(std, "INNERMOST_LOGS", (part, "A part of a registry called as a library is"), (list, part, "A list"))
}  // namespace company::trading::fmt
