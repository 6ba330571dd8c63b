// Macros that are defined behind sluice's header.
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

#include "macros.hpp"

#define PLACE after
#include "code.hpp"
#undef PLACE

void run_after() { after::run(4); }
