// Test program of tools/soak: writes records from several threads of several processes, for
// tests/process/check_records.
//
// Each line of a record has its process, thread, number, line number, a filler and a checksum.
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <sluice/deferred.hpp>
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

// clang-format off
SLUICE_REGISTRY(soak, "SOAK_LOGS",
    (record, "Records"))
// clang-format on

namespace {

struct plan {
    long processes = 4, threads = 8, records = 1000;  // records: of each thread
    long lines = 100, every = 100;                    // lines of each "every"th record; the others have one
    long size = 40;                                   // bytes of filler in a line
    long large = 0, large_every = 0;                  // the same for each "large_every"th record
    long timer = 0;                                   // microseconds between signals that interrupt writes
    bool trace = false;
    bool deferred = false;
};

std::array<std::uint32_t, 256> const crc_table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        table[i] = i;
        for (int bit = 0; bit < 8; ++bit) table[i] = (table[i] >> 1) ^ (table[i] % 2 == 0 ? 0 : 0xedb88320);
    }
    return table;
}();

// Computes the CRC-32 as zlib does.
std::uint32_t crc32(std::string_view text) {
    std::uint32_t sum = ~0u;
    for (char c : text) sum = (sum >> 8) ^ crc_table[(sum ^ static_cast<unsigned char>(c)) & 0xff];
    return ~sum;
}

void append_line(std::string& text, plan const& wanted, long process, long thread, long number, long line, long lines) {
    std::size_t const first = text.size();
    char head[100];
    std::snprintf(head, sizeof head, "%ld %ld %ld %ld/%ld ", process, thread, number, line, lines);
    text += head;
    bool const large = wanted.large_every != 0 && number % wanted.large_every == 0;
    long const size = large ? wanted.large : wanted.size * (number % 7) / 3;
    text.append(static_cast<std::size_t>(size), static_cast<char>('a' + (number + line) % 26));
    std::snprintf(head, sizeof head, " %08x", crc32(std::string_view{text}.substr(first)));
    text += head;
    if (line != lines) text += '\n';
}

void write_thread(plan const& wanted, long process, long thread) {
    std::string text;
    for (long number = 0; number < wanted.records; ++number) {
        long const lines = wanted.every != 0 && number % wanted.every == wanted.every - 1 ? wanted.lines : 1;
        text.clear();
        for (long line = 1; line <= lines; ++line) append_line(text, wanted, process, thread, number, line, lines);
        if (wanted.trace)
            SLUICE_TRACE(soak::logs, "record", sluice::json_object({{"number", number}}), text);
        else
            SLUICE_ERROR(soak::record, "{}", text);
    }
}

void interrupt_each(long microseconds) {
    struct sigaction action{};
    action.sa_handler = [](int) {};  // and no SA_RESTART
    sigaction(SIGALRM, &action, nullptr);
    itimerval const interval{{0, microseconds}, {0, microseconds}};
    setitimer(ITIMER_REAL, &interval, nullptr);
}

void write_process(plan const& wanted, long process) {
    if (wanted.timer != 0) interrupt_each(wanted.timer);
    std::optional<sluice::deferred_writer> writer;
    if (wanted.deferred) writer.emplace(soak::logs.defer());
    std::vector<std::thread> threads;
    for (long thread = 0; thread < wanted.threads; ++thread)
        threads.emplace_back([&, thread] { write_thread(wanted, process, thread); });
    for (std::thread& each : threads) each.join();
}

}  // namespace

int main(int argc, char** argv) {
    plan wanted;
    for (int i = 1; i < argc; ++i) {
        std::string_view const argument = argv[i];
        auto const number = [&](std::string_view name, long& to) {
            if (argument.substr(0, name.size()) != name || argument.substr(name.size(), 1) != "=") return false;
            to = std::atol(argv[i] + name.size() + 1);
            return true;
        };
        wanted.trace = wanted.trace || argument == "trace";
        wanted.deferred = wanted.deferred || argument == "deferred";
        if (argument != "trace" && argument != "deferred" && !number("processes", wanted.processes) && !number("threads", wanted.threads) &&
            !number("records", wanted.records) && !number("lines", wanted.lines) && !number("every", wanted.every) &&
            !number("size", wanted.size) && !number("large", wanted.large) &&
            !number("large_every", wanted.large_every) && !number("timer", wanted.timer)) {
            std::fprintf(stderr, "soak_writer: unknown argument %s\n", argv[i]);
            return 2;
        }
    }
    // Forks before the registry is configured, so that each process reads the environment itself.
    for (long process = 0; process < wanted.processes; ++process) {
        pid_t const child = fork();
        if (child < 0) return 3;
        if (child == 0) {
            write_process(wanted, process);
            _exit(0);
        }
    }
    int failed = 0;
    for (long process = 0; process < wanted.processes; ++process) {
        int status = 0;
        if (wait(&status) < 0 || status != 0) failed = 1;
    }
    return failed;
}
