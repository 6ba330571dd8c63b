// Sends records to syslog:
//
//     openlog("shop", LOG_PID, LOG_DAEMON);
//     auto const bridge = shop::logs.add_sink(sluice::to_syslog{}, sluice::replace_stderr);
#pragma once

#include "priority.hpp"

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_push.hpp"
#endif

namespace sluice {

/// A sink that logs each line of a record as a message of syslog, with the priority of its level, in a format in the
/// notation of SHOP_LOGS_FORMAT. The arguments of openlog() apply; syslog itself adds the time and the process. A
/// NUL, which would end the message, is written as \x00. The
/// registry calls it for one record at a time. Allocates; if it throws, the record counts as refused.
class to_syslog {
public:
    explicit to_syslog(text_view format = "%(pathname)s:%(lineno)d] %(name)s: %(message)s")
        : format_(format.data(), format.size()) {}

    void operator()(record const& made) const {
        std::string lines;
        append_lines(lines, made, format_);
        for (size_t at = 0; (at = lines.find('\0', at)) != lines.npos;) lines.replace(at, 1, "\\x00");
        detail::for_each_line(lines, [&](text_view line) {
            // Not passed as the format: a message may contain percent signs.
            ::syslog(detail::priority_of(made.at), "%.*s", static_cast<int>(line.size()), line.data());
        });
    }

private:
    std::string format_;
};

}  // namespace sluice

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_pop.hpp"
#endif
