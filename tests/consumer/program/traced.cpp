#include <sluice/trace.hpp>

#include "logs.hpp"

namespace {
struct start {
    start() { SLUICE_TRACE(depot::logs, "start", sluice::json_object{}); }
} const traced;
}  // namespace
