// spdlog: a logger with a file, which it flushes after each record, or when its buffer is full; or another thread writes.
#pragma once

#include <spdlog/spdlog.h>

extern spdlog::logger* part;

#define ENABLED_CALL(NUMBER, COUNT, SOURCE, TOTAL)                                                               \
    SPDLOG_LOGGER_INFO(part, "order {} of {} from {}: total {:.2f} and some more text to reach a hundred bytes", \
                       NUMBER, COUNT, SOURCE, TOTAL)

#define SMALL_CALL(NUMBER) SPDLOG_LOGGER_INFO(part, "order {}", NUMBER)

#ifdef BENCH_SET_UP
#include <spdlog/async.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <unistd.h>

#include <string>

spdlog::logger* part = nullptr;
void open_log(std::string const& path, std::string const& style) {
    if (style == "deferred") {
        spdlog::init_thread_pool(8192, 1);  // records, as in spdlog's documentation
        part = spdlog::basic_logger_mt<spdlog::async_factory>("part", path).get();
        return;
    }
    part = spdlog::basic_logger_mt("part", path).get();
    if (style == "flush") part->flush_on(spdlog::level::info);
}
void flush_log() {
    part->flush();
    if (spdlog::thread_pool())
        while (spdlog::thread_pool()->queue_size() != 0) usleep(20);
}
#endif
