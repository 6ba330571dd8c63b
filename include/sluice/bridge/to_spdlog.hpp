// Hands records to an spdlog logger:
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

/// A sink. The message that spdlog gets has the record's level, time, thread and place, and its logger's name in place
/// of the spdlog logger's. That logger's level is not asked, as settings say already what is on; those of its sinks
/// are, and its flush level. An asynchronous one may refer to a call's place later on: unload no library before it has
/// flushed. Called as sinks are, one record at a time; allocates; what it throws means a record not taken.
class to_spdlog {
public:
    /// The logger is not null.
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

    // The only way to hand over a message with a time, a name and a thread of its own, which asynchronous loggers take
    // too, is spdlog's protected one for loggers that derive from it.
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
