// Defines macros after sluice's headers.
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

#include "macros.hpp"

#define PLACE after
#include "code.hpp"
#undef PLACE

void run_after() { after::run(4); }
