// Logs the output of an spdlog logger through a component, a module or an artifact:
//
//     spdlog::get("pool")->sinks().push_back(sluice::from_spdlog(shop::database));
#pragma once

#ifndef SLUICE_SINGLE_HEADER
#if !__has_include("../submit.hpp")
#error "sluice: include the single header before a bridge"
#endif
#include "../submit.hpp"
#endif

#include <spdlog/sinks/sink.h>

#include <chrono>
#include <memory>

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_push.hpp"
#endif

namespace sluice {

namespace detail {

/// An spdlog sink. Needs no lock, as any thread may call submit().
template <class Gate>
class spdlog_entry final : public spdlog::sinks::sink {
public:
    void log(spdlog::details::log_msg const& message) override {
        using namespace std::chrono;
        nanoseconds const time = duration_cast<nanoseconds>(message.time.time_since_epoch());
        record made;
        made.at = level_of(message.level);
        made.logger = message.logger_name;
        if (message.source.filename != nullptr) made.file = message.source.filename;
        made.line = static_cast<unsigned>(message.source.line);
        if (message.source.funcname != nullptr) made.function = message.source.funcname;
        made.time.since_epoch = static_cast<unsigned long long>(time / seconds(1));
        made.time.nanosecond = static_cast<unsigned>((time % seconds(1)).count());
        made.thread = message.thread_id;
        made.text = message.payload;
        submit(Gate{}, made);
    }
    void flush() override {}
    // Ignored: sluice formats the lines.
    void set_pattern(std::string const&) override {}
    void set_formatter(std::unique_ptr<spdlog::formatter>) override {}

private:
    static sluice::level level_of(spdlog::level::level_enum at) noexcept {
        switch (at) {
        case spdlog::level::trace:
        case spdlog::level::debug: return sluice::level::debug;
        case spdlog::level::info: return sluice::level::info;
        case spdlog::level::warn: return sluice::level::warning;
        case spdlog::level::err: return sluice::level::error;
        case spdlog::level::critical: return sluice::level::critical;
        default: return sluice::level::off;
        }
    }
};

}  // namespace detail

/// Returns an spdlog sink that logs each message through the component, module or artifact, if it is on for the level:
/// with the message's level, time, thread and place. The spdlog logger's own level drops messages first: set it to
/// trace, so that only sluice's settings decide. Allocates; throws std::bad_alloc. Any thread.
template <class Gate>
[[nodiscard]] std::shared_ptr<spdlog::sinks::sink> from_spdlog(Gate) {
    return std::make_shared<detail::spdlog_entry<Gate>>();
}

}  // namespace sluice

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_pop.hpp"
#endif
