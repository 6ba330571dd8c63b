#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/base_sink.h>
#include <unistd.h>

#include <memory>
#include <mutex>
#include <sluice/bridge/from_spdlog.hpp>
#include <sluice/bridge/to_spdlog.hpp>
#include <thread>

#include "../unit/captured.hpp"
#include "../unit/catch.hpp"
#include "logs.hpp"

namespace {

struct received {
    spdlog::level::level_enum level;
    std::string name, text, file, function;
    int line;
    spdlog::log_clock::time_point time;
    std::size_t thread;
};

class recording_sink final : public spdlog::sinks::base_sink<std::mutex> {
public:
    std::vector<received> all;
    int flushes = 0;

private:
    void sink_it_(spdlog::details::log_msg const& made) override {
        all.push_back({made.level, std::string(made.logger_name.data(), made.logger_name.size()),
                       std::string(made.payload.data(), made.payload.size()), text(made.source.filename),
                       text(made.source.funcname), made.source.line, made.time, made.thread_id});
    }
    void flush_() override { ++flushes; }
    static std::string text(char const* given) { return given == nullptr ? "" : given; }
};

std::vector<std::string> texts(recording_sink const& sink) {
    std::vector<std::string> all;
    for (received const& each : sink.all) all.push_back(each.text);
    return all;
}

std::string full(sluice::record const& made) {
    std::string line;
    append_lines(line, made, "%(levelname)s %(name)s %(pathname)s:%(lineno)d %(funcName)s|%(message)s");
    return line;
}

using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("spdlog gets a record's level, name, place, time and thread, whatever the logger's level") {
    captured const out;
    shop::logs.set("+reader,tree");
    auto const kept = std::make_shared<recording_sink>();
    auto const logger = std::make_shared<spdlog::logger>("main", kept);
    logger->set_level(spdlog::level::off);
    logger->flush_on(spdlog::level::critical);
    std::vector<sluice::wall_time> times;
    auto const other = shop::logs.add_sink([&](sluice::record const& made) { times.push_back(made.time); });
    auto const bridge = shop::logs.add_sink(sluice::to_spdlog{logger}, sluice::replace_stderr);
    log_each_level();
    CHECK(out.lines().empty());
    CHECK(texts(*kept) == lines{"de%sbug 1", "info", "warning\nof two lines\n", "error", "critical", "tree"});
    REQUIRE(kept->all.size() == 6);
    using spdlog::level::level_enum;
    level_enum const levels[] = {level_enum::debug, level_enum::info,     level_enum::warn,
                                 level_enum::err,   level_enum::critical, level_enum::debug};
    for (std::size_t i = 0; i < 6; ++i) {
        received const& each = kept->all[i];
        CHECK(each.level == levels[i]);
        CHECK(each.name == (i == 5 ? "shop.reader.__tree" : "shop.reader"));
        CHECK(std::string_view(each.file).ends_with("bridge/logs.hpp"));
        CHECK(each.line == static_cast<int>(log_line + i));
        CHECK(each.function == "log_each_level");
        CHECK(each.thread == static_cast<std::size_t>(gettid()));
        auto const since_epoch = std::chrono::duration_cast<std::chrono::nanoseconds>(each.time.time_since_epoch());
        CHECK(since_epoch.count() == static_cast<long long>(times[i].since_epoch) * 1000000000 + times[i].nanosecond);
    }
    CHECK(kept->flushes == 1);
}

TEST_CASE("an asynchronous spdlog logger gets a record's attributes too") {
    captured const out;
    shop::logs.set("+reader,tree");
    auto const kept = std::make_shared<recording_sink>();
    {
        auto const pool = std::make_shared<spdlog::details::thread_pool>(128, 1);
        auto const logger = std::make_shared<spdlog::async_logger>("main", kept, pool);
        auto const bridge = shop::logs.add_sink(sluice::to_spdlog{logger});
        log_each_level();
    }
    REQUIRE(kept->all.size() == 6);
    CHECK(kept->all[5].name == "shop.reader.__tree");
    CHECK(kept->all[5].thread == static_cast<std::size_t>(gettid()));
    CHECK(kept->all[5].line == static_cast<int>(log_line + 5));
}

TEST_CASE("messages that a library logs through spdlog appear under a component, if it is enabled") {
    captured const out;
    shop::logs.set("reader");
    lines got;
    std::vector<sluice::record> records;
    auto const sink = shop::logs.add_sink([&](sluice::record const& made) {
        got.push_back(full(made));
        records.push_back(made);
    });
    spdlog::logger library("pool", sluice::from_spdlog(shop::reader));
    library.set_level(spdlog::level::trace);
    library.trace("off");
    library.debug("off");
    spdlog::log_clock::time_point const then{std::chrono::seconds(1793600000) + std::chrono::microseconds(67)};
    library.log(then, {"lib/pool.cpp", 7, "acquire"}, spdlog::level::warn, "two {}\nlines");
    library.info("no place");
    library.error("{} left", 3);
    library.critical("none left");
    CHECK(got ==
          lines{"WARNING shop.reader lib/pool.cpp:7 acquire|two {}\nWARNING shop.reader lib/pool.cpp:7 acquire|lines\n",
                "INFO shop.reader :0 |no place\n", "ERROR shop.reader :0 |3 left\n",
                "CRITICAL shop.reader :0 |none left\n"});
    REQUIRE(records.size() == 4);
    CHECK(records[0].time.since_epoch == 1793600000);
    CHECK(records[0].time.nanosecond == 67000);
    CHECK(records[0].thread == static_cast<unsigned long>(gettid()));
    CHECK(out.lines() == lines{"two {}", "lines", "no place", "3 left", "none left"});
}

TEST_CASE("an asynchronous library's messages keep their thread") {
    captured const out;
    shop::logs.set("");
    std::vector<unsigned long> threads;
    auto const sink = shop::logs.add_sink([&](sluice::record const& made) { threads.push_back(made.thread); });
    {
        auto const pool = std::make_shared<spdlog::details::thread_pool>(128, 1);
        auto const library = std::make_shared<spdlog::async_logger>("pool", sluice::from_spdlog(shop::reader), pool);
        library->warn("text");
    }
    CHECK(threads == std::vector<unsigned long>{static_cast<unsigned long>(gettid())});
}

TEST_CASE("a cycle of bridges ends") {
    captured const out;
    shop::logs.set("");
    auto const kept = std::make_shared<recording_sink>();
    auto const logger =
        std::make_shared<spdlog::logger>("main", spdlog::sinks_init_list{kept, sluice::from_spdlog(shop::reader)});
    auto const bridge = shop::logs.add_sink(sluice::to_spdlog{logger}, sluice::replace_stderr);
    SLUICE_WARNING(shop::reader, "ours");
    CHECK(texts(*kept) == lines{"ours"});
    CHECK(out.lines() == lines{"ours"});  // comes back through from_spdlog
    logger->warn("theirs");
    CHECK(texts(*kept) == lines{"ours", "theirs", "theirs"});
    CHECK(out.lines() == lines{"ours", "theirs"});
}

TEST_CASE("a cycle of bridges ends with an asynchronous logger") {
    captured const out;
    shop::logs.set("");
    auto const kept = std::make_shared<recording_sink>();
    {
        auto const pool = std::make_shared<spdlog::details::thread_pool>(128, 1);
        auto const logger = std::make_shared<spdlog::async_logger>(
            "main", spdlog::sinks_init_list{kept, sluice::from_spdlog(shop::reader)}, pool);
        auto const bridge = shop::logs.add_sink(sluice::to_spdlog{logger}, sluice::replace_stderr);
        SLUICE_WARNING(shop::reader, "ours");
        // If a record circulated, the worker would not end.
        for (int i = 0; i < 20; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    CHECK(texts(*kept) == lines{"ours"});
    CHECK(out.lines() == lines{"ours"});
}
