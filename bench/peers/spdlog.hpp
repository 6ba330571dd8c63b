// spdlog: a named logger in a variable, which is faster than the default logger. A raw pointer suffices for sites.
#pragma once

#include <spdlog/spdlog.h>

extern spdlog::logger* part;

#define DISABLED_CALL(SITE, FIRST, SECOND) SPDLOG_LOGGER_INFO(part, SITE ": {} and {}", FIRST, SECOND)

#ifdef BENCH_SET_UP
#include <spdlog/sinks/stdout_sinks.h>

spdlog::logger* part = nullptr;
void set_up(bool on) {
    part = spdlog::stderr_logger_mt("part").get();  // the registry of loggers owns it
    part->set_level(on ? spdlog::level::info : spdlog::level::warn);
}
#endif
