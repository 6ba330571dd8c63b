// A record: one message on its way out, between the call site and the outputs.
#pragma once

#include "../../level.hpp"
#include "../os.hpp"

namespace sluice::detail {

struct record {
    level at;
    text_view logger;
    text_view artifact;  // empty for components and modules
    text_view file;      // relative to the source root
    unsigned line;
    text_view function;
    wall_time time;
    unsigned process;
    int rank;            // or -1
    text_view trace_id;  // the context's text, or empty
    text_view text;      // as formatted: any number of lines
};

}  // namespace sluice::detail
