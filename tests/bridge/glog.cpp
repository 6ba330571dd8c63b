#include <glog/logging.h>

#include <sluice/bridge/to_glog.hpp>

#include "../unit/captured.hpp"
#include "../unit/catch.hpp"
#include "logs.hpp"

namespace {

struct recording_sink : google::LogSink {
    struct received {
        google::LogSeverity severity;
        std::string file, text;
        int line;
        std::time_t time;
    };
    std::vector<received> all;

    void send(google::LogSeverity severity, char const* path, char const*, int line, google::LogMessageTime const& time,
              char const* text, std::size_t size) override {
        all.push_back({severity, path, std::string(text, size), line, time.timestamp()});
    }
};

}  // namespace

TEST_CASE("glog gets a record's severity, name and place") {
    captured const out;
    shop::logs.set("+reader,tree");
    FLAGS_logtostderr = true;  // not to files
    google::InitGoogleLogging("test");
    recording_sink kept;
    google::AddLogSink(&kept);
    auto const before = std::time(nullptr);
    {
        auto const bridge = shop::logs.add_sink(sluice::to_glog{}, sluice::replace_stderr);
        log_each_level();
    }
    google::RemoveLogSink(&kept);
    struct expected {
        google::LogSeverity severity;
        std::string text;
        unsigned line;
    };
    std::vector<expected> const wanted = {
        {google::GLOG_INFO, "shop.reader: de%sbug 1", 0},  {google::GLOG_INFO, "shop.reader: info", 1},
        {google::GLOG_WARNING, "shop.reader: warning", 2}, {google::GLOG_WARNING, "shop.reader: of two lines", 2},
        {google::GLOG_ERROR, "shop.reader: error", 3},     {google::GLOG_ERROR, "shop.reader: critical", 4},
        {google::GLOG_INFO, "shop.reader.__tree: tree", 5}};
    REQUIRE(kept.all.size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        CHECK(kept.all[i].severity == wanted[i].severity);
        CHECK(kept.all[i].text == wanted[i].text);
        CHECK(kept.all[i].line == static_cast<int>(log_line + wanted[i].line));
        CHECK(std::string_view(kept.all[i].file).ends_with("bridge/logs.hpp"));
        CHECK(kept.all[i].time >= before);
    }
}
