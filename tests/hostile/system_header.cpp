// Includes a system header that defines many macros, such as -DSYSTEM_HEADER=<windows.h>, before sluice's (-DBEFORE) or
// after it.
#ifdef BEFORE
#include SYSTEM_HEADER
#endif

#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

#ifndef BEFORE
#include SYSTEM_HEADER
#endif

#define PLACE here
#include "code.hpp"
