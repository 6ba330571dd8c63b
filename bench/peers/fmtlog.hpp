// fmtlog: its only logger; messages are written when the program ends. Uses the {fmt} of its own checkout.
#pragma once

#include <fmtlog.h>

#define DISABLED_CALL(SITE, FIRST, SECOND) logi(SITE ": {} and {}", FIRST, SECOND)

#ifdef BENCH_SET_UP
void set_up(bool on) { fmtlog::setLogLevel(on ? fmtlog::INF : fmtlog::WRN); }
#endif
