// sluice: a message of an enabled component. BENCH_LOGS and its derived variables select the output; a style adds a
// sink, or defers the records.
#pragma once

#include "peers/sluice.hpp"

#define ENABLED_CALL(NUMBER, COUNT, SOURCE, TOTAL)                                                               \
    SLUICE_INFO(bench::part, "order {} of {} from {}: total {:.2f} and some more text to reach a hundred bytes", \
                NUMBER, COUNT, SOURCE, TOTAL)

#define SMALL_CALL(NUMBER) SLUICE_INFO(bench::part, "order {}", NUMBER)

#define TEXT_CALL(TEXT) SLUICE_INFO(bench::part, "{}", TEXT)

#ifdef BENCH_SET_UP
#include <sluice/deferred.hpp>

sluice::deferred_writer* writer = nullptr;
void open_log(std::string const& path, std::string const& style) {
    if (style == "deferred") writer = new sluice::deferred_writer(bench::logs.defer());
    if (style == "callable") static auto const sink = bench::logs.add_sink([](sluice::record const&) {});
    if (style == "file") static auto const sink = bench::logs.add_sink(sluice::file_sink{path + ".sink"});
}
void flush_log() {
    if (writer != nullptr) writer->flush();
}
#endif
