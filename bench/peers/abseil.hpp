// Abseil: VLOG, its verbose logging that is enabled at run time.
#pragma once

#include <absl/log/log.h>

#define DISABLED_CALL(SITE, FIRST, SECOND) VLOG(1) << SITE ": " << (FIRST) << " and " << (SECOND)

#ifdef BENCH_SET_UP
#include <absl/log/globals.h>
#include <absl/log/initialize.h>

void set_up(bool on) {
    absl::InitializeLog();
    absl::SetStderrThreshold(absl::LogSeverityAtLeast::kInfo);
    absl::SetGlobalVLogLevel(on ? 1 : 0);
}
#endif
