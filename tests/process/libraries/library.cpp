// One of the libraries: NAME is a or b.
#include "registry.hpp"

#define QUOTE(TEXT) QUOTE_(TEXT)
#define QUOTE_(TEXT) #TEXT
#define CAT(A, B) CAT_(A, B)
#define CAT_(A, B) A##B

extern "C" __attribute__((visibility("default"))) void CAT(NAME, _obey)(char const* verb, char const* text) {
    obey(QUOTE(NAME), verb, text);
}

namespace {
// Logs when nearly all is over.
struct late {
    ~late() { SLUICE_DEBUG(parts::planner, "{}: destructor", QUOTE(NAME)); }
} const at_end;
}  // namespace
