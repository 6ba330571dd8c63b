// Functions with one call each, for tests/codegen/check to disassemble. What each must be when the call is off:
// one load, one compare, one branch, and the return.
#include <sluice/sluice.hpp>
#include <string>

SLUICE_REGISTRY(demo, "DEMO_LOGS",
    (reader, "A component"),
    (tree, reader, "An artifact"))

namespace demo {
SLUICE_MODULE(csv, "demo.reader.csv")
}

extern "C" {

void component_call(int number, std::string const& text) { SLUICE_INFO(demo::reader, "{}: {}", number, text); }
void artifact_call(int number, std::string const& text) { SLUICE_ARTIFACT(demo::tree, "{}: {}", number, text); }
void module_call(int number, std::string const& text) { SLUICE_DEBUG(demo::csv, "{}: {}", number, text); }
}
