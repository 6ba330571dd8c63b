// fmtlog: its only logger with a file, written by fmtlog's thread; a full queue blocks (by default it drops records).
// With style "flush" the caller writes after each record instead. fmtlog::poll() supports one thread at a time.
#pragma once

#ifndef FMTLOG_BLOCK
#define FMTLOG_BLOCK 1
#endif
#include <fmtlog.h>

extern bool flush_each;

#define ENABLED_CALL(NUMBER, COUNT, SOURCE, TOTAL)                                                              \
    do {                                                                                                        \
        logi("order {} of {} from {}: total {:.2f} and some more text to reach a hundred bytes", NUMBER, COUNT, \
             SOURCE, TOTAL);                                                                                    \
        if (flush_each) fmtlog::poll(true);                                                                     \
    } while (false)

#define SMALL_CALL(NUMBER) logi("order {}", NUMBER)

#ifdef BENCH_SET_UP
#include <string>

constexpr int64_t interval = 1'000'000;  // polling interval of fmtlog's thread in nanoseconds

bool flush_each = false;
void open_log(std::string const& path, std::string const& style) {
    fmtlog::setLogFile(path.c_str());
    flush_each = style == "flush";
    if (!flush_each) fmtlog::startPollingThread(interval);
}
void flush_log() {
    if (flush_each) return;
    fmtlog::stopPollingThread();  // returns when all records are written
    fmtlog::startPollingThread(interval);
}
#endif
