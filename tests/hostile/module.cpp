// sluice in the part of a module that is no part of it, and used by what the module exports.
module;
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

SLUICE_REGISTRY(hostile, "HOSTILE_LOGS", (part, "A part"))

export module hostile_module;

export inline int twice(int which) {
    SLUICE_INFO(hostile::part, "{}", which);
    return 2 * which;
}
