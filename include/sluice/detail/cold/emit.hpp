// From a call site to the sinks: the cold half of a log call that is on. Part of the runtime.
#pragma once

#include "../../config.hpp"
#include "../state/environment.hpp"
#include "format_message.hpp"
#include "layout.hpp"
#include "site.hpp"

namespace sluice::detail {

/// The part of a path after the source root, or after leading "../" parts.
[[nodiscard]] constexpr char const* relative_file(char const* path) noexcept {
    text_view const whole{path};
    text_view const root{SLUICE_CFG_SOURCE_ROOT};
    if (!root.empty() && whole.starts_with(root)) return path + root.size();
    size_t dropped = 0;
    while (whole.part(dropped).starts_with("../")) dropped += 3;
    return path + dropped;
}

SLUICE_DETAIL_RUNTIME_BEGIN

SLUICE_DETAIL_RUNTIME void emit(site const& at, format_arguments arguments) noexcept {
    errno_keeper const kept;
    source const& from = *at.from;
    if (!passes_when_ready(from, at.at)) return;
    buffer text;
    format_message(text, at.format, arguments);
    record const made{at.at,      from.logger, from.artifact,    relative_file(at.file),
                      at.line,    at.function, local_time_now(), process_id(),
                      text.view()};
    buffer lines;
    lay_out(lines, made);
    write_stderr(lines.view());
}

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
