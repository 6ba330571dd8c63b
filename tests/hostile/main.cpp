// Makes all calls, of both files.
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

// A registry of this file's own. Clang would have all of it used: in a source, not in a header.
namespace {
SLUICE_REGISTRY(own, "OWN_LOGS", (part, "A part that nobody logs through"), (list, part, "Nor through this list"))
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
