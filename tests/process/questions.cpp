// Test program of tests/process/questions: a registry with hostile descriptions, names that are compiled out, and calls of
// every kind, most of which never run.
// clang-format off
#define SLUICE_STRIP_probe planner=warning,byte_dump
// clang-format on
#include <sluice/sluice.hpp>

#include <cstdio>
#include <cstring>

// clang-format off
SLUICE_REGISTRY(probe, "PROBE_LOGS",
    (reader,  "Reads \"quoted\" and C:\\paths, and a tab\t")
    (planner, "Plans\nin two lines; \xc3\xa9t\xc3\xa9, and \xff\xfe which is no UTF-8")
    (secret,  "Not shown </script> \x1b[31m", hidden, loggers("probe.secret", "other.secret")),
    (plan_tree, planner, "A plan {\"a\": [1, 2]}")
    (byte_dump, reader,  "Bytes", off_by_default)
    (summary,   planner, "What a query cost", at(info), hidden, named("sum")))
// clang-format on

namespace probe {
SLUICE_MODULE(csv, "probe.reader.csv")
}

namespace {

void never() {
    SLUICE_DEBUG(probe::reader, "never {}", 1);
    SLUICE_INFO(probe::planner, "compiled out {}", 2);
    SLUICE_WARNING(probe::planner, "a \"quoted\" format, {}\n", 3);
    SLUICE_ARTIFACT(probe::plan_tree, "{}", "tree");
    SLUICE_ARTIFACT(probe::byte_dump, "compiled out");
    SLUICE_LOG_EVERY_N(probe::reader, sluice::error, 10, "limited {}", 4);
    SLUICE_WARNING_ONCE(probe::csv, "once");
}

}  // namespace

int main(int argc, char** argv) {
    probe::logs.start();
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "never") == 0) never();
        if (std::strcmp(argv[i], "log") == 0) SLUICE_ERROR(probe::reader, "a record {}", i);
        if (std::strcmp(argv[i], "module") == 0) SLUICE_ERROR(probe::csv, "a record {}", i);
        if (std::strncmp(argv[i], "explain=", 8) == 0) {
            sluice::settings_state const made = probe::logs.explain(argv[i] + 8);
            std::fprintf(stdout, "%.*s", static_cast<int>(made.text().size()), made.text().data());
        }
        if (std::strncmp(argv[i], "set=", 4) == 0) {
            sluice::set_result const result = probe::logs.set(argv[i] + 4, sluice::override_environment);
            std::fprintf(stdout, "%.*s", static_cast<int>(result.message().size()), result.message().data());
        }
    }
}
