// The other file of controls.cpp.
#include "controls.hpp"

void log_in_other_file(int i) {
    SLUICE_DEBUG(net::write, "other debug {}", i);
}
