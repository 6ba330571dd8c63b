// Includes bridges after a program's macros. Their libraries come first, as they don't compile with such macros.
#include <sluice/sluice.hpp>

#if __has_include(<spdlog/logger.h>)
#define SPDLOG_FMT_EXTERNAL
#include <spdlog/logger.h>
#include <spdlog/sinks/sink.h>
#endif
#if __has_include(<glog/logging.h>)
#include <glog/logging.h>
#endif
#if __has_include(<boost/log/core.hpp>)
#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <boost/log/attributes/attribute_set.hpp>
#include <boost/log/attributes/constant.hpp>
#include <boost/log/core.hpp>
#include <boost/log/sources/record_ostream.hpp>
#include <boost/log/trivial.hpp>
#endif
#if __has_include(<systemd/sd-journal.h>)
#include <systemd/sd-journal.h>
#endif
#include <syslog.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#undef DEBUG
#undef INFO
#undef ERROR
#include "macros.hpp"

#if __has_include(<spdlog/logger.h>)
#include <sluice/bridge/from_spdlog.hpp>
#include <sluice/bridge/to_spdlog.hpp>
#endif
#if __has_include(<glog/logging.h>)
#include <sluice/bridge/to_glog.hpp>
#endif
#if __has_include(<boost/log/core.hpp>)
#include <sluice/bridge/to_boost_log.hpp>
#endif
#if __has_include(<systemd/sd-journal.h>)
#include <sluice/bridge/to_journald.hpp>
#endif
#include <sluice/bridge/to_syslog.hpp>

#if !defined(debug) || !defined(info) || !defined(error) || !defined(log) || !defined(critical)
#error "a bridge undefined a macro"
#endif

#include "registries.hpp"

inline auto add_bridge() { return hostile::logs.add_sink(sluice::to_syslog{}); }
