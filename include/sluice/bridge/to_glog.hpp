// Sends records to glog:
//
//     auto const bridge = shop::logs.add_sink(sluice::to_glog{}, sluice::replace_stderr);
#pragma once

#include <glog/logging.h>

#include "common.hpp"

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_push.hpp"
#endif

namespace sluice {

/// A sink that logs each line of a record as a glog message, with the record's file and line, and its logger before the
/// text. glog has no debug level and ends the program at FATAL, so debug becomes INFO, and critical ERROR. The time and
/// the thread are those of the call. glog's flags (minloglevel) apply, and it cuts off lines at 30,000 bytes. The
/// registry calls it for one record at a time. Allocates; if it throws, the record counts as refused.
class to_glog {
public:
    void operator()(record const& made) const {
        std::string lines;
        append_lines(lines, made, "%(name)s: %(message)s");
        detail::for_each_line(lines, [&](text_view line) {
            google::LogMessage(made.file, static_cast<int>(made.line), severity_of(made.at))
                .stream()
                .write(line.data(), static_cast<std::streamsize>(line.size()));
        });
    }

private:
    static google::LogSeverity severity_of(level at) noexcept {
        switch (at) {
        case level::debug:
        case level::info: return google::GLOG_INFO;
        case level::warning: return google::GLOG_WARNING;
        default: return google::GLOG_ERROR;
        }
    }
};

}  // namespace sluice

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_pop.hpp"
#endif
