// log4cxx: a named logger.
#pragma once

#include <log4cxx/logger.h>

extern log4cxx::LoggerPtr part;

#define DISABLED_CALL(SITE, FIRST, SECOND) LOG4CXX_INFO(part, SITE ": " << (FIRST) << " and " << (SECOND))

#ifdef BENCH_SET_UP
#include <log4cxx/basicconfigurator.h>

log4cxx::LoggerPtr part = log4cxx::Logger::getLogger("part");
void set_up(bool on) {
    log4cxx::BasicConfigurator::configure();
    part->setLevel(on ? log4cxx::Level::getInfo() : log4cxx::Level::getWarn());
}
#endif
