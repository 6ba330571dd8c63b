// From a call site to the sinks: the cold half of a log call that is on. Part of the runtime.
#pragma once

#include "../state/environment.hpp"
#include "format_message.hpp"
#include "layout.hpp"
#include "site.hpp"

namespace sluice::detail {

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME void emit(site const& at, format_arguments arguments) noexcept {
    errno_keeper const kept;
    source const& from = *at.from;
    if (!passes_when_ready(from, at.at)) return;
    buffer text;
    format_message(text, at.format, arguments);
    record const made{at.at,       from.logger,      from.artifact, at.file,    at.line,
                      at.function, local_time_now(), process_id(),  text.view()};
    buffer lines;
    lay_out(lines, made);
    write_stderr(lines.view());
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
