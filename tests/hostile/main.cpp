// Runs the calls of both files.
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

// A registry local to this file. Clang must not warn that parts of it are unused.
namespace {
SLUICE_REGISTRY(own, "OWN_LOGS", (part, "An unused part"), (list, part, "An unused list"))
namespace own {
SLUICE_MODULE(detail, "own.part.detail")
}
}  // namespace

void run_before();
void run_after();

int main() {
    run_before();
    run_after();
}
