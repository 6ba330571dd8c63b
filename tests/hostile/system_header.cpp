// A header of the system's that is full of macros, -DSYSTEM_HEADER=<windows.h>, in front of sluice's (-DIN_FRONT) or
// behind it.
#ifdef IN_FRONT
#include SYSTEM_HEADER
#endif

#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

#ifndef IN_FRONT
#include SYSTEM_HEADER
#endif

#define PLACE here
#include "code.hpp"
