// A record: one message on its way out, between the call site and all that it goes to. What a sink is called with.
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/os/words.hpp"
#include "level.hpp"

namespace sluice {

/// A point in time: `since_epoch` seconds and `nanosecond`; and as the clock on the wall shows it (`year`, `month` and
/// `day` from 1, `hour`, `minute`, `second`).
using wall_time = detail::wall_time;

/// What it refers to lives as long as the call that it is handed to. Where it comes from a call site, `file` and
/// `function` are the program's own constants.
struct record {
    level at = level::info;
    text_view logger;
    text_view artifact;     // empty for components and modules
    char const* file = "";  // relative to the source root
    unsigned line = 0;
    char const* function = "";
    wall_time time{};
    unsigned process = 0;      // its id
    unsigned long thread = 0;  // its id, as the system's tools show it
    int rank = -1;             // -1: none
    text_view trace_id;        // the context's text, or empty
    text_view text;            // as formatted: any number of lines
    text_view line_format;     // of its lines on stderr; empty: the default
};

}  // namespace sluice

#include "detail/base/macros_pop.hpp"
