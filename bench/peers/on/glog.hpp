// glog: LOG(INFO) to its file, which it flushes after each record, or when its buffer is full.
#pragma once

#include <glog/logging.h>

#include <iomanip>

#define ENABLED_CALL(NUMBER, COUNT, SOURCE, TOTAL)                                                             \
    LOG(INFO) << "order " << (NUMBER) << " of " << (COUNT) << " from " << (SOURCE) << ": total " << std::fixed \
              << std::setprecision(2) << (TOTAL) << " and some more text to reach a hundred bytes"

#ifdef BENCH_SET_UP
void open_log(std::string const& path, std::string const& style) {
    google::InitGoogleLogging("bench");
    google::SetLogDestination(google::GLOG_INFO, path.c_str());  // glog appends time and process id to the name
    google::SetLogSymlink(google::GLOG_INFO, "");
    if (style == "flush") FLAGS_logbuflevel = -1;
}
void flush_log() { google::FlushLogFiles(google::GLOG_INFO); }
#endif
