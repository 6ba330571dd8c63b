// No logging: the cost of functions and loops themselves.
#pragma once

#define DISABLED_CALL(SITE, FIRST, SECOND) (static_cast<void>(sizeof(FIRST)), static_cast<void>(sizeof(SECOND)))

#ifdef BENCH_SET_UP
void set_up(bool) {}
#endif
