// Library a or b, as NAME says.
#include "registry.hpp"

#define QUOTE(TEXT) QUOTE_(TEXT)
#define QUOTE_(TEXT) #TEXT
#define CAT(A, B) CAT_(A, B)
#define CAT_(A, B) A##B

extern "C" __attribute__((visibility("default"))) void CAT(NAME, _run_command)(char const* command, char const* text) {
    run_command(QUOTE(NAME), command, text);
}

namespace {
// Logs when the library is unloaded or the program exits.
struct log_at_exit {
    ~log_at_exit() { SLUICE_DEBUG(parts::planner, "{}: destructor", QUOTE(NAME)); }
} const instance;
}  // namespace
