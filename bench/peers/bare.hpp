// The minimal log call with a threshold: a relaxed load of a byte, a compare and a branch, followed by an out-of-line
// function that takes the text and the arguments. Written by hand, without level and location.
#pragma once

#include <string>

extern unsigned char bare_gate __attribute__((visibility("hidden")));
__attribute__((cold, noinline)) void bare_log(char const* site, int first, std::string const& second);
__attribute__((cold, noinline)) void bare_log(char const* site, int first, long second);

#define DISABLED_CALL(SITE, FIRST, SECOND)                                 \
    do {                                                                   \
        if (__atomic_load_n(&bare_gate, __ATOMIC_RELAXED) <= 20)           \
            [[unlikely]] bare_log(SITE ": %d and %s\n", FIRST, SECOND);    \
    } while (false)

#ifdef BENCH_SET_UP
#include <stdio.h>

unsigned char bare_gate = 30;
void bare_log(char const* site, int first, std::string const& second) { fprintf(stderr, site, first, second.c_str()); }
void bare_log(char const*, int first, long second) { fprintf(stderr, "%d and %ld\n", first, second); }
void set_up(bool on) { bare_gate = on ? 20 : 30; }
#endif
