// Abseil: LOG(INFO), which writes to stderr.
#pragma once

#include <absl/log/log.h>
#include <absl/strings/str_format.h>

#define ENABLED_CALL(NUMBER, COUNT, SOURCE, TOTAL)                                                                 \
    LOG(INFO) << absl::StrFormat("order %d of %d from %s: total %.2f and some more text to reach a hundred bytes", \
                                 NUMBER, COUNT, SOURCE, TOTAL)

#ifdef BENCH_SET_UP
#include <absl/log/globals.h>
#include <absl/log/initialize.h>

#include <string>

void open_log(std::string const&, std::string const&) {
    absl::InitializeLog();
    absl::SetStderrThreshold(absl::LogSeverityAtLeast::kInfo);
}
void flush_log() {}
#endif
