// Bridges to other logging libraries, and from spdlog.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <syslog.h>

#include <sluice/bridge/from_spdlog.hpp>
#include <sluice/bridge/to_boost_log.hpp>
#include <sluice/bridge/to_glog.hpp>
#include <sluice/bridge/to_journald.hpp>
#include <sluice/bridge/to_spdlog.hpp>
#include <sluice/bridge/to_syslog.hpp>
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader,   "Opening and decoding order files")
    (database, "What the database driver says"))
// clang-format on

static void to_spdlog() {
    auto const bridge = shop::logs.add_sink(sluice::to_spdlog{spdlog::default_logger()}, sluice::replace_stderr);
    SLUICE_WARNING(shop::reader, "orders.csv: no header");
}

static void to_glog() {
    auto const bridge = shop::logs.add_sink(sluice::to_glog{}, sluice::replace_stderr);
    SLUICE_WARNING(shop::reader, "orders.csv: no header");
}

static void to_boost_log() {
    auto const bridge = shop::logs.add_sink(sluice::to_boost_log{}, sluice::replace_stderr);
    SLUICE_WARNING(shop::reader, "orders.csv: no header");
}

static void to_syslog() {
    openlog("shop", LOG_PID, LOG_DAEMON);
    auto const bridge = shop::logs.add_sink(sluice::to_syslog{"%(name)s: %(message)s"}, sluice::replace_stderr);
    SLUICE_WARNING(shop::reader, "orders.csv: no header");
}

static void to_journald() {
    auto const bridge = shop::logs.add_sink(sluice::to_journald{}, sluice::replace_stderr);
    SLUICE_WARNING(shop::reader, "orders.csv: no header");
}

static void from_spdlog() {
    auto const driver = spdlog::stderr_logger_mt("driver");
    driver->sinks() = {sluice::from_spdlog(shop::database)};
    driver->set_level(spdlog::level::trace);  // so that SHOP_LOGS alone says what is on
    driver->warn("connection lost");
}

int main() {
    to_spdlog();
    to_glog();
    to_boost_log();
    to_syslog();
    to_journald();
    from_spdlog();
}
