// quill: a named logger. Its backend thread runs only if there are messages: a waiting thread would disturb the
// measurements.
#pragma once

#include <quill/LogMacros.h>
#include <quill/Logger.h>

extern quill::Logger* part;

#define DISABLED_CALL(SITE, FIRST, SECOND) LOG_INFO(part, SITE ": {} and {}", FIRST, SECOND)

#ifdef BENCH_SET_UP
#include <quill/Backend.h>
#include <quill/Frontend.h>
#include <quill/sinks/ConsoleSink.h>

quill::Logger* part = nullptr;
void set_up(bool on) {
    if (on) quill::Backend::start();
    auto sink = quill::Frontend::create_or_get_sink<quill::ConsoleSink>("out");
    part = quill::Frontend::create_or_get_logger("part", std::move(sink));
    part->set_log_level(on ? quill::LogLevel::Info : quill::LogLevel::Warning);
}
#endif
