// glog: VLOG, its verbose logging that is enabled at run time.
#pragma once

#include <glog/logging.h>

#define DISABLED_CALL(SITE, FIRST, SECOND) VLOG(1) << SITE ": " << (FIRST) << " and " << (SECOND)

#ifdef BENCH_SET_UP
void set_up(bool on) {
    google::InitGoogleLogging("bench");
    FLAGS_logtostderr = true;
    FLAGS_v = on ? 1 : 0;
}
#endif
