// Includes sluice in the global module fragment, and uses it in an exported function.
module;
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

SLUICE_REGISTRY(hostile, "HOSTILE_LOGS", (part, "A part"))

export module hostile_module;

export inline int twice(int which) {
    SLUICE_INFO(hostile::part, "{}", which);
    return 2 * which;
}
