// plog: its default logger.
#pragma once

#include <plog/Log.h>

#define DISABLED_CALL(SITE, FIRST, SECOND) PLOG_INFO << SITE ": " << (FIRST) << " and " << (SECOND)

#ifdef BENCH_SET_UP
#include <plog/Appenders/ConsoleAppender.h>
#include <plog/Formatters/TxtFormatter.h>
#include <plog/Init.h>

void set_up(bool on) {
    static plog::ConsoleAppender<plog::TxtFormatter> appender;
    plog::init(on ? plog::info : plog::warning, &appender);
}
#endif
