// Logs lines with a rank and with a context.
#include <fmt/format.h>
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(ranks, "RANKS_LOGS",
    (compiler, "Turning frames into graphs")
    (runtime,  "Running them"))
// clang-format on

int main() {
    ranks::logs.set_rank(3);  // of this process among those that run the same program
    for (int frame = 0; frame < 2; ++frame) {
        sluice::context const where(fmt::format("[{}/0]", frame));
        SLUICE_WARNING(ranks::compiler, "graph break\nin user code");
    }
}
