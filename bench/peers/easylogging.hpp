// Easylogging++: VLOG, its verbose logging that is enabled at run time.
#pragma once

#include <easylogging++.h>

#define DISABLED_CALL(SITE, FIRST, SECOND) VLOG(1) << SITE ": " << (FIRST) << " and " << (SECOND)

#ifdef BENCH_SET_UP
#include <easylogging++.cc>

INITIALIZE_EASYLOGGINGPP
void set_up(bool on) { el::Loggers::setVerboseLevel(on ? 1 : 0); }
#endif
