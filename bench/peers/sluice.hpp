// sluice: a message of a component, below its threshold. BENCH_COMPONENTS is the number of components in the registry
// (default: one); calls use the last.
#pragma once

#include <sluice/sluice.hpp>

#if defined(BENCH_COMPONENTS) && BENCH_COMPONENTS > 1
#include <boost/preprocessor/arithmetic/dec.hpp>
#include <boost/preprocessor/cat.hpp>
#include <boost/preprocessor/repetition/repeat.hpp>
#define BENCH_OTHER(Z, INDEX, DATA) (BOOST_PP_CAT(other_, INDEX), "Another component")
#define BENCH_OTHERS BOOST_PP_REPEAT(BOOST_PP_DEC(BENCH_COMPONENTS), BENCH_OTHER, ~)
#else
#define BENCH_OTHERS
#endif

SLUICE_REGISTRY(bench, "BENCH_LOGS", BENCH_OTHERS (part, "The part that is measured"))

#define DISABLED_CALL(SITE, FIRST, SECOND) SLUICE_INFO(bench::part, SITE ": {} and {}", FIRST, SECOND)

#ifdef BENCH_SET_UP
void set_up(bool on) { bench::logs.set(on ? "part" : ""); }
#endif
