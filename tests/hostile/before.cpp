// Macros that stand in front of sluice's header, and are still there behind it.
#include "macros.hpp"

#include <sluice/sluice.hpp>

#if !defined(debug) || !defined(min) || !defined(log) || !defined(off)
#error "sluice took a macro away"
#endif
#undef info
#include "code.hpp"
