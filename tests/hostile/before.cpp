// Defines macros before sluice's headers, which must leave them defined.
#include "macros.hpp"

#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

#if !defined(debug) || !defined(info) || !defined(min) || !defined(log) || !defined(off) || !defined(cold)
#error "sluice undefined a macro"
#endif

#define PLACE before
#include "code.hpp"
#undef PLACE

void run_before() { before::run(3); }
