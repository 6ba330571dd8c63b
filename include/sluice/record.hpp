// A record: one message with its context, passed from the call site to the outputs, and the argument of a sink.
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/os/words.hpp"
#include "level.hpp"

namespace sluice {

/// A point in time: seconds `since_epoch` and `nanosecond`, and as local time: `year`, `month` and `day` (from 1),
/// `hour`, `minute`, `second`.
using wall_time = detail::wall_time;

/// A message with its time, place, thread and logger. Its texts are valid during the call that receives it. `file` and
/// `function` are constants of the program if the record comes from a call site. Owns nothing.
struct record {
    level at = level::info;
    text_view logger;
    text_view artifact;     // name; empty for components and modules
    char const* file = "";  // relative to the source root
    unsigned line = 0;
    char const* function = "";
    wall_time time{};
    unsigned process = 0;      // id
    unsigned long thread = 0;  // id, as the system's tools show it
    int rank = -1;             // -1: none
    text_view trace_id;        // the context's text, or empty
    text_view text;            // as formatted: any number of lines
    text_view line_format;     // line format on stderr; empty for the default
};

}  // namespace sluice

#include "detail/base/macros_pop.hpp"
