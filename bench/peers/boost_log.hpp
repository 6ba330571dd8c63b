// Boost.Log: its trivial logger, with a filter by severity.
#pragma once

#include <boost/log/trivial.hpp>

#define DISABLED_CALL(SITE, FIRST, SECOND) BOOST_LOG_TRIVIAL(info) << SITE ": " << (FIRST) << " and " << (SECOND)

#ifdef BENCH_SET_UP
#include <boost/log/core.hpp>
#include <boost/log/expressions.hpp>

void set_up(bool on) {
    namespace trivial = boost::log::trivial;
    boost::log::core::get()->set_filter(trivial::severity >= (on ? trivial::info : trivial::warning));
}
#endif
