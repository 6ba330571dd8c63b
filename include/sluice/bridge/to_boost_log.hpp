// Sends records to Boost.Log:
//
//     auto const bridge = shop::logs.add_sink(sluice::to_boost_log{}, sluice::replace_stderr);
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <boost/log/attributes/attribute_set.hpp>
#include <boost/log/attributes/constant.hpp>
#include <boost/log/core.hpp>
#include <boost/log/sources/record_ostream.hpp>
#include <boost/log/trivial.hpp>

#include "common.hpp"

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_push.hpp"
#endif

namespace sluice {

/// A sink that writes each record to Boost.Log, with the usual attributes: Severity (of boost::log::trivial; critical
/// is fatal), TimeStamp (local time), Channel (the logger) and Message; and also File, Line, Function, and for an
/// artifact Artifact. Filters of Boost.Log apply. The registry calls it for one record at a time. Allocates; if it
/// throws, the record counts as refused.
class to_boost_log {
public:
    void operator()(record const& made) const {
        boost::log::attribute_set attributes;
        auto const set = [&](char const* name, auto const& value) {
            attributes.insert(name, boost::log::attributes::make_constant(value));
        };
        auto const text = [](text_view from) { return std::string(from.data(), from.size()); };
        set("Severity", severity_of(made.at));
        set("TimeStamp", to_ptime(made.time));
        set("Channel", text(made.logger));
        set("File", std::string(made.file));
        set("Line", made.line);
        set("Function", std::string(made.function));
        if (!made.artifact.empty()) set("Artifact", text(made.artifact));

        boost::log::core_ptr const core = boost::log::core::get();
        boost::log::record opened = core->open_record(attributes);
        if (!opened) return;  // dropped by a filter
        boost::log::record_ostream out(opened);
        out.write(made.text.data(), static_cast<std::streamsize>(made.text.size()));
        out.flush();
        core->push_record(std::move(opened));
    }

private:
    static boost::posix_time::ptime to_ptime(wall_time const& from) {
        using namespace boost::posix_time;
        return {boost::gregorian::date(static_cast<unsigned short>(from.year), static_cast<unsigned short>(from.month),
                                       static_cast<unsigned short>(from.day)),
                hours(from.hour) + minutes(from.minute) + seconds(from.second) + microseconds(from.nanosecond / 1000)};
    }
    static boost::log::trivial::severity_level severity_of(level at) noexcept {
        switch (at) {
        case level::debug: return boost::log::trivial::debug;
        case level::info: return boost::log::trivial::info;
        case level::warning: return boost::log::trivial::warning;
        case level::error: return boost::log::trivial::error;
        default: return boost::log::trivial::fatal;
        }
    }
};

}  // namespace sluice

#ifndef SLUICE_SINGLE_HEADER
#include "../detail/base/macros_pop.hpp"
#endif
