// Macros that stand in front of sluice's header, and are still there behind it.
#include "macros.hpp"

#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

#if !defined(debug) || !defined(info) || !defined(min) || !defined(log) || !defined(off) || !defined(cold)
#error "sluice took a macro away"
#endif

#define PLACE before
#include "code.hpp"
#undef PLACE

void run_before() { before::run(3); }
