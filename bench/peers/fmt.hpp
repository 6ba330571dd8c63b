// {fmt} alone: always formats to stderr.
#pragma once

#include <fmt/core.h>

#define DISABLED_CALL(SITE, FIRST, SECOND) fmt::print(stderr, SITE ": {} and {}\n", FIRST, SECOND)

#ifdef BENCH_SET_UP
void set_up(bool) {}
#endif
