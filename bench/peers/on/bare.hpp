// The minimal cost of a record in a file: {fmt} formats it into a buffer on the stack, and one write() appends it.
#pragma once

#include "runtime/bare_log.hpp"

extern bare_log part;

#define ENABLED_CALL(NUMBER, COUNT, SOURCE, TOTAL) part.record(NUMBER, COUNT, SOURCE, TOTAL)

#ifdef BENCH_SET_UP
bare_log part;
void open_log(std::string const& path, std::string const&) { part.open(path); }
void flush_log() {}
#endif
