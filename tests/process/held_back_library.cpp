// A library with a limited call, for the test program held_back.
#include "held_back.hpp"

extern "C" [[gnu::visibility("default")]] void log_in_library() {
    for (int i = 0; i < 5; ++i) SLUICE_LOG_FIRST_N(held::body, sluice::warning, 2, "library {}", i);
}
