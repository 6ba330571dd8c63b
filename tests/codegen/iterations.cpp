// A loop without a log call, and the same loop with disabled calls: tests/codegen/callgrind counts the instructions.
//
// The empty instruction keeps the counter and the sum in registers, as a call that uses them must, and prevents the
// compiler from vectorising the loop without a call, so that all loops have the same shape.
#include <stdlib.h>

#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>
#include <string>

SLUICE_REGISTRY(demo, "DEMO_LOGS",
    (reader, "A component"),
    (tree, reader, "An artifact"))

namespace demo {
SLUICE_MODULE(csv, "demo.reader.csv")
}

#define LOOP(...)                              \
    long sum = 0;                              \
    for (long i = 0; i < count; ++i) {         \
        sum += step;                           \
        asm volatile("" : "+r"(sum) : "r"(i)); \
        __VA_ARGS__;                           \
    }                                          \
    return sum;

extern "C" {

using function = long(long count, int step, std::string const& text);

[[gnu::noinline]] long loop_without(long count, int step, std::string const&) { LOOP() }
[[gnu::noinline]] long loop_component(long count, int step, std::string const&) {
    LOOP(SLUICE_INFO(demo::reader, "{} {}", i, sum))
}
[[gnu::noinline]] long loop_module(long count, int step, std::string const&) {
    LOOP(SLUICE_DEBUG(demo::csv, "{} {}", i, sum))
}
[[gnu::noinline]] long loop_artifact(long count, int step, std::string const&) {
    LOOP(SLUICE_ARTIFACT(demo::tree, "{} {}", i, sum))
}
[[gnu::noinline]] long loop_text(long count, int step, std::string const& text) {
    LOOP(SLUICE_INFO(demo::reader, "{} {}", i, text))
}
[[gnu::noinline]] long loop_temporary(long count, int step, std::string const& text) {
    LOOP(SLUICE_INFO(demo::reader, "{} {}", i, text + "!"))
}
[[gnu::noinline]] long loop_once(long count, int step, std::string const&) {
    LOOP(SLUICE_LOG_ONCE(demo::reader, sluice::info, "{} {}", i, sum))
}
[[gnu::noinline]] long loop_first_n(long count, int step, std::string const&) {
    LOOP(SLUICE_LOG_FIRST_N(demo::reader, sluice::info, 10, "{} {}", i, sum))
}
[[gnu::noinline]] long loop_every_n(long count, int step, std::string const&) {
    LOOP(SLUICE_LOG_EVERY_N(demo::reader, sluice::info, step, "{} {}", i, sum))
}
[[gnu::noinline]] long loop_every_seconds(long count, int step, std::string const&) {
    LOOP(SLUICE_LOG_EVERY_SECONDS(demo::reader, sluice::info, 0.5, "{} {}", i, sum))
}
[[gnu::noinline]] long loop_if(long count, int step, std::string const&) {
    LOOP(SLUICE_LOG_IF(demo::reader, sluice::info, sum % 2 == 0, "{} {}", i, sum))
}
[[gnu::noinline]] long loop_trace(long count, int step, std::string const& text) {
    LOOP(SLUICE_TRACE(demo::logs, "iteration", sluice::json_object({{"i", i}, {"sum", sum}}), text))
}
[[gnu::noinline]] long loop_lazy(long count, int step, std::string const&) {
    LOOP(SLUICE_INFO(demo::reader, "{}", sluice::lazy([i, sum] { return i * sum; })))
}
}

/// Calls each function once for every number of iterations on the command line. The environment has DEMO_LOGS=all=off.
int main(int count, char** numbers) {
    SLUICE_INFO(demo::csv, "a module's gate is open until its first call");
    SLUICE_TRACE(demo::logs, "likewise", nullptr);
    long sum = 0;
    for (function* each :
         {loop_without, loop_component, loop_module, loop_artifact, loop_text, loop_temporary, loop_once,
          loop_first_n, loop_every_n, loop_every_seconds, loop_if, loop_trace, loop_lazy})
        for (int i = 1; i < count; ++i) sum += each(atol(numbers[i]), count, numbers[0]);
    return sum == 0;
}
