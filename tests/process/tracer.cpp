// Test program of tests/process/trace: writes traces from threads, forks and contexts, and traces its standard input.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <iterator>
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

// clang-format off
SLUICE_REGISTRY(tracer, "TRACER_LOGS",
    (reader, "Reads"),
    (plan_tree, reader, "A plan"))
// clang-format on

namespace {

using sluice::json_array, sluice::json_object;

std::string read_stdin() { return {std::istreambuf_iterator<char>(std::cin), {}}; }

void many_records(unsigned thread, unsigned count) {
    for (unsigned i = 0; i < count; ++i) {
        std::string payload;
        for (unsigned line = 0; line <= i % 5; ++line) payload += std::string(i % 97, 'x') + "\n";
        sluice::context const where(sluice::trace_id{.frame_id = thread, .frame_compile_id = i});
        SLUICE_TRACE(tracer::logs, "work", json_object({{"thread", thread}, {"i", i}}), payload);
    }
}

void wait_for_children(int count) {
    for (int i = 0; i < count; ++i) {
        int status = 0;
        if (wait(&status) < 0 || status != 0) std::abort();
    }
}

// Traces, interns, and forks a child that does the same.
void in_child(int depth) {
    SLUICE_TRACE(
        tracer::logs, "child",
        json_object({{"process", getpid()}, {"depth", depth}, {"name", sluice::intern(tracer::logs, "child")}}));
    if (depth == 0) return;
    if (fork() == 0) {
        in_child(depth - 1);
        _exit(0);
    }
    wait_for_children(1);
    SLUICE_TRACE(tracer::logs, "parent", json_object({{"process", getpid()}}), "again");
}

void forks() {
    SLUICE_TRACE(tracer::logs, "first", json_object({{"name", sluice::intern(tracer::logs, "parent")}}));
    in_child(2);
    std::thread([] {
        if (fork() == 0) {
            in_child(0);
            _exit(0);
        }
        wait_for_children(1);
    }).join();
    SLUICE_TRACE(tracer::logs, "last", nullptr);
}

// Forks while other threads write without pause.
void forks_among_threads() {
    (void)tracer::logs.level_of("all");  // reads the environment, so that forks wait for records only
    std::atomic<bool> stop = false;
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < 4; ++t)
        threads.emplace_back([t, &stop] {
            while (!stop) many_records(t, 20);
        });
    for (int i = 0; i < 60; ++i)
        if (fork() == 0) {
            SLUICE_TRACE(tracer::logs, "child", json_object({{"process", getpid()}}), "of many");
            _exit(0);
        }
    wait_for_children(60);
    stop = true;
    for (std::thread& each : threads) each.join();
}

void grades() {
    SLUICE_TRACE(tracer::logs, "plan", 1);
    SLUICE_DTRACE(tracer::logs, "step", json_object({{"number", 2}}), "a step");
    SLUICE_TRACE(tracer::logs, "plan", 3);
}

int evaluations = 0;
int evaluate() { return ++evaluations; }
std::string evaluate_text() { return std::to_string(++evaluations); }

void contexts() {
    SLUICE_TRACE(tracer::logs, "none", 1);
    {
        sluice::context const where("[2/3]");
        SLUICE_TRACE(tracer::logs, "frame", 1);
        sluice::context const inner("!4294967295/0/1_7");
        SLUICE_TRACE(tracer::logs, "all", 1);
    }
    {
        sluice::context const where("a text");
        SLUICE_TRACE(tracer::logs, "text", 1);
    }
    {
        sluice::context const where(sluice::trace_id{.attempt = 5});
        SLUICE_TRACE(tracer::logs, "try", 1);
    }
    {
        sluice::context const where(sluice::trace_id{.frame_id = 0, .compiled_autograd_id = 9});
        SLUICE_TRACE(tracer::logs, "some", 1, "payload");
    }
}

void metadata(std::string const& text) {
    SLUICE_TRACE(
        tracer::logs, "types",
        json_object({{"numbers", json_array({0, -1, 9223372036854775807, -9223372036854775807 - 1,
                                             18446744073709551615u, 0.1, 1e300, -0.0, 1.0})},
                     {"not numbers", json_array({__builtin_nan(""), __builtin_inf(), -__builtin_inf()})},
                     {"others", json_array({true, false, nullptr, "text", text})},
                     {"nested", json_array({json_array(), json_object(), json_object({{"a", json_array({1})}})})},
                     {text, 1}}));
    SLUICE_TRACE(tracer::logs, text, 1);
}

void strings() {
    sluice::context const where("[0/0]");
    for (char const* file : {"a.py", "b\"\n\xff.py", "a.py"})
        SLUICE_TRACE(tracer::logs, "frame",
                     json_object({{"filename", sluice::intern(tracer::logs, file)}, {"line", 1}}), "payload");
}

}  // namespace

void set_file_limit(rlim_t to) {
    rlimit now{};
    getrlimit(RLIMIT_FSIZE, &now);
    now.rlim_cur = to;
    if (setrlimit(RLIMIT_FSIZE, &now) != 0) std::abort();
}

// Simulates a disk that is full for a while. sluice tries the file again after a second.
void full_for_a_while() {
    set_file_limit(10000);
    for (int i = 0; i < 20; ++i)
        SLUICE_TRACE(tracer::logs, "work", json_array({i, sluice::intern(tracer::logs, std::to_string(i))}),
                     std::string(1000, 'x'));
    set_file_limit(RLIM_INFINITY);
    usleep(1100000);
    for (int i = 20; i < 22; ++i)
        SLUICE_TRACE(tracer::logs, "work", json_array({i, sluice::intern(tracer::logs, "10")}));
}

int main(int argc, char** argv) {
    std::string_view const mode = argc > 1 ? argv[1] : "";
    if (mode == "payload") SLUICE_TRACE(tracer::logs, "payload", nullptr, read_stdin());
    if (mode == "metadata") metadata(read_stdin());
    if (mode == "contexts") contexts();
    if (mode == "strings") strings();
    if (mode == "grades") grades();
    if (mode == "detail_off") {
        for (int i = 0; i < 2; ++i) SLUICE_DTRACE(tracer::logs, evaluate_text(), evaluate(), evaluate_text());
        std::printf("%d evaluations\n", evaluations);
    }
    if (mode == "detail_reload") {
        grades();
        setenv("TRACER_DTRACE", "detail", 1);
        tracer::logs.reload();
        grades();
        unsetenv("TRACER_DTRACE");
        tracer::logs.reload();
        grades();
    }
    if (mode == "forks") forks();
    if (mode == "forks_among_threads") forks_among_threads();
    if (mode == "threads") {
        std::vector<std::thread> threads;
        for (unsigned t = 0; t < 8; ++t) threads.emplace_back(many_records, t, 2000u);
        for (std::thread& each : threads) each.join();
    }
    if (mode == "off") {
        for (int i = 0; i < 2; ++i) {
            SLUICE_TRACE(tracer::logs, evaluate_text(), evaluate(), evaluate_text());
            SLUICE_DTRACE(tracer::logs, evaluate_text(), evaluate(), evaluate_text());
        }
        std::printf("%d evaluations, string %u\n", evaluations, sluice::intern(tracer::logs, "text"));
    }
    if (mode == "ranks") {
        SLUICE_TRACE(tracer::logs, "without", sluice::intern(tracer::logs, "text"));
        tracer::logs.set_rank(3);
        SLUICE_TRACE(tracer::logs, "with", sluice::intern(tracer::logs, "text"), "payload");
        SLUICE_TRACE(tracer::logs, "with", 1);
        tracer::logs.set_rank(-1);
        SLUICE_TRACE(tracer::logs, "without", 2);
    }
    if (mode == "reload") {
        SLUICE_TRACE(tracer::logs, "first", 1);
        unsigned const id = sluice::intern(tracer::logs, "text");
        tracer::logs.reload();
        SLUICE_TRACE(tracer::logs, "second", id);
        unsetenv("TRACER_TRACE");
        tracer::logs.reload();
        SLUICE_TRACE(tracer::logs, "none", evaluate());
        setenv("TRACER_TRACE", argv[2], 1);
        tracer::logs.reload();
        SLUICE_TRACE(tracer::logs, "third", evaluate());
    }
    if (mode == "names")
        for (int round = 0; round < 2; ++round)
            for (int i = 2; i < argc; ++i) SLUICE_TRACE(tracer::logs, std::string(argv[i]), i);
    if (mode == "full_for_a_while") full_for_a_while();
    if (mode == "many")  // until the file is full
        for (int i = 0; i < 100; ++i) {
            errno = 42;
            SLUICE_TRACE(tracer::logs, "many", i, std::string(1000, 'x'));
            if (errno != 42) std::puts("errno changed");
        }
    if (mode == "path") {
#line 7 "C:\\a:b\n.cpp"
        SLUICE_TRACE(tracer::logs, "path", 1);
    }
    std::puts("done");
}
