#include <boost/log/attributes/attribute_value.hpp>
#include <boost/log/attributes/value_extraction.hpp>
#include <boost/log/expressions.hpp>
#include <boost/log/sinks/basic_sink_backend.hpp>
#include <boost/log/sinks/sync_frontend.hpp>
#include <boost/make_shared.hpp>
#include <sluice/bridge/to_boost_log.hpp>

#include "../unit/captured.hpp"
#include "../unit/catch.hpp"
#include "logs.hpp"

namespace {

namespace logging = boost::log;
using severity = logging::trivial::severity_level;

struct received {
    severity at;
    std::string channel, artifact, file, function, text;
    unsigned line;
    boost::posix_time::ptime time;
};

struct recording_backend : logging::sinks::basic_sink_backend<logging::sinks::synchronized_feeding> {
    std::vector<received> all;

    void consume(logging::record_view const& made) {
        auto const text = [&](char const* name) {
            auto const found = logging::extract<std::string>(name, made);
            return found ? found.get() : std::string();
        };
        all.push_back({logging::extract<severity>("Severity", made).get(), text("Channel"), text("Artifact"),
                       text("File"), text("Function"), text("Message"), logging::extract<unsigned>("Line", made).get(),
                       logging::extract<boost::posix_time::ptime>("TimeStamp", made).get()});
    }
};

}  // namespace

TEST_CASE("Boost.Log gets a record's level, name, place and time as attributes") {
    captured const out;
    shop::logs.set("+reader,tree");
    auto const kept = boost::make_shared<recording_backend>();
    auto const frontend = boost::make_shared<logging::sinks::synchronous_sink<recording_backend>>(kept);
    logging::core::get()->add_sink(frontend);
    logging::core::get()->set_filter(logging::trivial::severity != severity::info);
    std::vector<sluice::wall_time> times;
    auto const other = shop::logs.add_sink([&](sluice::record const& made) {
        if (made.at != sluice::info) times.push_back(made.time);
    });
    {
        auto const bridge = shop::logs.add_sink(sluice::to_boost_log{}, sluice::replace_stderr);
        log_each_level();
    }
    logging::core::get()->remove_all_sinks();
    CHECK(out.lines().empty());
    REQUIRE(kept->all.size() == 5);
    struct expected {
        severity at;
        std::string text;
        unsigned line;
    };
    expected const wanted[] = {{severity::debug, "de%sbug 1", 0},
                               {severity::warning, "warning\nof two lines\n", 2},
                               {severity::error, "error", 3},
                               {severity::fatal, "critical", 4},
                               {severity::debug, "tree", 5}};
    for (std::size_t i = 0; i < 5; ++i) {
        received const& each = kept->all[i];
        CHECK(each.at == wanted[i].at);
        CHECK(each.text == wanted[i].text);
        CHECK(each.line == log_line + wanted[i].line);
        CHECK(each.channel == "shop.reader");
        CHECK(each.artifact == (i == 4 ? "tree" : ""));
        CHECK(std::string_view(each.file).ends_with("bridge/logs.hpp"));
        CHECK(each.function == "log_each_level");
        auto const day = each.time.time_of_day();
        CHECK(each.time.date().year() == times[i].year);
        CHECK(each.time.date().month() == times[i].month);
        CHECK(each.time.date().day() == times[i].day);
        CHECK(day.hours() == static_cast<int>(times[i].hour));
        CHECK(day.total_microseconds() % 3600000000 ==
              (times[i].minute * 60 + times[i].second) * 1000000 + times[i].nanosecond / 1000);
    }
}
