// Sends records to an spdlog logger:
//
//     auto const bridge = shop::logs.add_sink(sluice::to_spdlog{spdlog::default_logger()}, sluice::replace_stderr);
#pragma once

#include <spdlog/logger.h>

#include <chrono>
#include <memory>

#include "common.hpp"

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_push.hpp"
#endif

namespace sluice {

/// A sink that passes each record to an spdlog logger, with the record's level, time, thread and place, and the name of
/// its sluice logger. The spdlog logger's level is ignored, as sluice's settings have decided already; its sinks'
/// levels and its flush level apply. An asynchronous logger keeps pointers to file and function names: flush it before
/// a library that logs is unloaded. The registry calls it for one record at a time. Allocates; if it throws, the record
/// counts as refused.
class to_spdlog {
public:
    /// Stores the logger, which must not be null.
    explicit to_spdlog(std::shared_ptr<spdlog::logger> logger) noexcept : logger_(std::move(logger)) {}

    void operator()(record const& made) const {
        auto const time = std::chrono::seconds(made.time.since_epoch) + std::chrono::nanoseconds(made.time.nanosecond);
        std::string const name = detail::full_name(made);
        spdlog::details::log_msg message(
            spdlog::log_clock::time_point(std::chrono::duration_cast<spdlog::log_clock::duration>(time)),
            spdlog::source_loc(made.file, static_cast<int>(made.line), made.function), name, level_of(made.at),
            spdlog::string_view_t(made.text.data(), made.text.size()));
        message.thread_id = made.thread;
        ((*logger_).*opened::sink_it)(message);
    }

private:
    std::shared_ptr<spdlog::logger> logger_;

    // Only a protected function, for derived loggers, passes on a message with its own time, name and thread, and does
    // so for asynchronous loggers too.
    struct opened : spdlog::logger {
        static constexpr void (spdlog::logger::*sink_it)(spdlog::details::log_msg const&) = &opened::sink_it_;
    };

    static spdlog::level::level_enum level_of(level at) noexcept {
        switch (at) {
        case level::debug: return spdlog::level::debug;
        case level::info: return spdlog::level::info;
        case level::warning: return spdlog::level::warn;
        case level::error: return spdlog::level::err;
        default: return spdlog::level::critical;
        }
    }
};

}  // namespace sluice

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_pop.hpp"
#endif
