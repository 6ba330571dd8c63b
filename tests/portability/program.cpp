// Test program of tools/portability: every macro and the whole runtime in one translation unit, for compilers, options
// and systems that can't build the unit tests' framework. The tool compares its stderr with program.expected; the exit
// status tells if its own checks passed.
// clang-format off
#define SLUICE_STRIP_port gone,worker=info
// clang-format on
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

#include <cerrno>
#include <cstdio>
#include <string>
#include <string_view>
#include <version>
#if !defined(__GLIBCXX__) || defined(_GLIBCXX_HAS_GTHREADS)
#include <thread>
#define HAS_THREADS 1
#else
#define HAS_THREADS 0
#endif

// clang-format off
SLUICE_REGISTRY(port, "PORT_LOGS",
    (reader,  "Reads")
    (planner, "Plans")
    (worker,  "Debug messages are compiled out")
    (export_, "Name differs from the identifier", named("export"), loggers("port.export", "port.export.pdf"), hidden),
    (plan_tree, planner, "A plan, one line per node")
    (row_dump,  reader,  "Rows", off_by_default)
    (summary,   planner, "Cost of a query", at(info), format("<%(artifact)s> %(message)s"))
    (gone,      reader,  "Compiled out"))
// clang-format on

namespace port {
namespace {
SLUICE_MODULE(csv, "port.reader.csv")

enum class colour : unsigned char { red = 200 };
struct point {
    int x, y;
};

int failures = 0;
void check(bool holds, char const* rule) {
    if (holds) return;
    std::printf("FAILED: %s\n", rule);
    ++failures;
}

int evaluations = 0;
int evaluate() { return ++evaluations; }

void every_level() {
    SLUICE_DEBUG(reader, "debug");
    SLUICE_INFO(reader, "info {}", 1);
    SLUICE_WARNING(reader, "warning {}", 2.5);
    SLUICE_ERROR(reader, "error {} {}", "text", std::string(100, 'x').size());
    SLUICE_CRITICAL(reader, "critical {}", -1LL);
    SLUICE_LOG(planner, sluice::info, "planner {}", 'c');
    SLUICE_LOG(summary, sluice::on, "artifact {:>4}", 7);
    SLUICE_DEBUG(csv, "module {}", static_cast<unsigned>(colour::red));
    SLUICE_ERROR(export_, "named {}", static_cast<signed char>(-1));
    SLUICE_DEBUG(worker, "stripped {}", evaluate());
    SLUICE_INFO(worker, "kept");
    SLUICE_ARTIFACT(plan_tree, "root\n  {}\n  {}", point{1, 2}.x, std::string_view{"leaf"});
    SLUICE_ARTIFACT(row_dump, "off {}", evaluate());
    SLUICE_ARTIFACT(gone, "stripped {}", evaluate());
    check(evaluations == 0, "arguments of disabled calls are not evaluated");
}

void limits() {
    for (int i = 0; i < 6; ++i) {
        SLUICE_LOG_IF(reader, sluice::info, i == 3, "if {}", i);
        SLUICE_LOG_ONCE(reader, sluice::info, "once {}", i % 2);
        SLUICE_LOG_ONCE(reader, sluice::debug, "debug once");
        SLUICE_WARNING_ONCE(reader, "warning once");
        SLUICE_LOG_ONCE(reader, sluice::error, "error once");
        SLUICE_LOG_ONCE(reader, sluice::critical, "critical once");
        SLUICE_LOG_ONCE(reader, sluice::info, "log once");
        SLUICE_LOG_FIRST_N(reader, sluice::info, 2, "first {}", i);
        SLUICE_LOG_EVERY_N(reader, sluice::info, 4, "every {}", i);
        SLUICE_LOG_EVERY_SECONDS(reader, sluice::info, 1e9, "seconds {}", i);
    }
}

void arguments() {
    std::string const text = "of a string";
    SLUICE_INFO(reader, "{} {}", sluice::lazy([&] { return text.size(); }), text);
    SLUICE_INFO(reader, "{:x} {:#b} {:e}", 255, 5u, 1.5);
    SLUICE_INFO(reader, "{}", std::string(5000, 'y').substr(4990));
    sluice::context const outer("[1/0]");
    SLUICE_INFO(reader, "in a context\nof two lines");
}

void control() {
    int changes = 0;
    auto const listener = logs.on_change([&] { ++changes; });
    check(!logs.set("+planner"), "the environment overrides set()");
    check(logs.set("-all,planner=debug", sluice::override_environment).error_count() == 0, "override_environment");
    check(logs.enabled(planner, sluice::debug) && !logs.enabled(reader, sluice::warning), "settings are in force");
    {
        auto const scope = logs.scoped("row_dump", sluice::override_environment);
        SLUICE_ARTIFACT(row_dump, "in a scope");
        check(logs.enabled(row_dump), "a scope is in force");
    }
    SLUICE_ARTIFACT(row_dump, "after the scope");
    auto const state = logs.state();
    check(logs.set("+red,all=", sluice::override_environment).error_count() == 2, "mistakes are counted");
    logs.restore(state);
    check(logs.level_of(planner) == sluice::debug && logs.level_of("port.other") == sluice::error, "levels by name");
    logs.reload();
    check(logs.level_of(reader) == sluice::debug, "reload() reads the environment");
    check(changes == 5, "listeners are called for changes");
    logs.set_rank(3);
    SLUICE_INFO(reader, "with a rank");
    logs.set_rank(-1);
}

void sinks() {
    int taken = 0;
    std::string lines;
    {
        auto const sink = logs.add_sink(
            [&](sluice::record const& made) {
                ++taken;
                sluice::append_lines(lines, made, "%(levelname)s %(message)s");
            },
            sluice::replace_stderr);
        SLUICE_ERROR(reader, "to a sink");
        sluice::record made;
        made.at = sluice::warning;
        made.text = "from elsewhere";
        sluice::submit(planner, made);
    }
    check(taken == 2 && lines == "ERROR to a sink\nWARNING from elsewhere\n", "a sink receives records");
    {
        auto const file = logs.add_sink(sluice::file_sink{"sink.%r.log", "%(message)s"});
        SLUICE_INFO(reader, "to a file and stderr");
    }
    std::FILE* const written = std::fopen("sink.norank.log", "rb");
    char text[64] = {};
    check(written != nullptr && std::fread(text, 1, sizeof text, written) == 21, "a file is written");
    if (written != nullptr) std::fclose(written);
    std::remove("sink.norank.log");
    check(std::string_view{text} == "to a file and stderr\n", "the file has the record");
}

void traces() {
    unsigned const id = sluice::intern(logs, "a.cpp");
    check(id == 0, "interned strings count from 0");
    sluice::json_object made({{"int", -1}, {"big", 18446744073709551615ull}, {"real", 0.25}, {"text", "\"\xc3\xa9\n"}});
    made.add("list", sluice::json_array({1, 2, 3}));
    SLUICE_TRACE(logs, "first", made, "payload\nof two lines\n");
    SLUICE_TRACE(logs, "second", nullptr, std::string(10000, 'z'));
}

void threads() {
#if HAS_THREADS
    std::thread all[4];
    for (std::thread& each : all)
        each = std::thread([] {
            for (int i = 0; i < 5; ++i) SLUICE_INFO(reader, "thread");
        });
    for (std::thread& each : all) each.join();
#else
    for (int i = 0; i < 20; ++i) SLUICE_INFO(reader, "thread");
#endif
}

void keeps_errno() {
    errno = 77;
    SLUICE_INFO(reader, "keeps errno");
    check(errno == 77, "errno is kept");
}

}  // namespace
}  // namespace port

int main() {
    port::every_level();
    port::limits();
    port::arguments();
    port::control();
    port::sinks();
    port::traces();
    port::threads();
    port::keeps_errno();
    std::puts(port::failures == 0 ? "done" : "failed");
    return port::failures == 0 ? 0 : 1;
}
