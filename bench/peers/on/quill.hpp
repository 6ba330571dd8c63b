// quill: a logger with a file, written by quill's thread. With style "flush" the caller waits for the thread after each
// record, so that the record is in the file when the call returns, as with synchronous loggers.
#pragma once

#include <quill/LogMacros.h>
#include <quill/Logger.h>

extern quill::Logger* part;
extern bool flush_each;

#define ENABLED_CALL(NUMBER, COUNT, SOURCE, TOTAL)                                                                 \
    do {                                                                                                           \
        LOG_INFO(part, "order {} of {} from {}: total {:.2f} and some more text to reach a hundred bytes", NUMBER, \
                 COUNT, SOURCE, TOTAL);                                                                            \
        if (flush_each) part->flush_log();                                                                         \
    } while (false)

#define SMALL_CALL(NUMBER) LOG_INFO(part, "order {}", NUMBER)

#ifdef BENCH_SET_UP
#include <quill/Backend.h>
#include <quill/Frontend.h>
#include <quill/sinks/FileSink.h>

quill::Logger* part = nullptr;
bool flush_each = false;
void open_log(std::string const& path, std::string const& style) {
    quill::Backend::start();
    part = quill::Frontend::create_or_get_logger("part", quill::Frontend::create_or_get_sink<quill::FileSink>(path));
    flush_each = style == "flush";
}
void flush_log() { part->flush_log(); }
#endif
