// spdlog: a logger with a file, which it flushes after each record, or when its buffer is full.
#pragma once

#include <spdlog/spdlog.h>

extern spdlog::logger* part;

#define ENABLED_CALL(NUMBER, COUNT, SOURCE, TOTAL)                                                               \
    SPDLOG_LOGGER_INFO(part, "order {} of {} from {}: total {:.2f} and some more text to reach a hundred bytes", \
                       NUMBER, COUNT, SOURCE, TOTAL)

#ifdef BENCH_SET_UP
#include <spdlog/sinks/basic_file_sink.h>

#include <string>

spdlog::logger* part = nullptr;
void open_log(std::string const& path, std::string const& style) {
    part = spdlog::basic_logger_mt("part", path).get();
    if (style == "flush") part->flush_on(spdlog::level::info);
}
void flush_log() { part->flush(); }
#endif
