// Calls of libraries that write in another thread: how long a call takes, how many records a second arrive, and what a kill
// loses. The adapters in peers/on/ define the call.
//
//     latency OUTPUT STYLE THREADS RECORDS KIND   prints the median, the 99th and the 99.9th percentile of a call, and the
//                                                 timer's own cost, which is subtracted: nanoseconds
//     rate OUTPUT STYLE THREADS RECORDS KIND      prints nanoseconds a record until all are written, elapsed and of the
//                                                 processors, and the resident KiB
//     endless OUTPUT STYLE COUNT                  logs until it is killed; counts the calls that returned in the file COUNT
//
// KIND is four (int, int, string, double) or one (an int). Between two timed calls a thread does other work for about a
// microsecond, so that queues don't fill.
#include PEER

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <x86intrin.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <string>
#include <thread>
#include <vector>

void open_log(std::string const& path, std::string const& style);
void flush_log();

static std::string const source = "warehouse 7";

extern "C" {
__attribute__((noinline)) void log_records(int first, int count) {
    for (int i = first; i < first + count; ++i) ENABLED_CALL(10'000 + i, 5'000'000, source, 1000 + 1.25 * i);
}
}

// Returns the largest resident memory, in KiB. getrusage() counts what the process was before exec() too.
static long most_memory() {
    long found = 0;
    char line[256];
    FILE* const status = fopen("/proc/self/status", "r");
    while (status != nullptr && fgets(line, sizeof line, status) != nullptr) sscanf(line, "VmHWM: %ld", &found);
    if (status != nullptr) fclose(status);
    return found;
}
static double processor() {
    timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}
static double now() {
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}
static unsigned long long ticks() {
    _mm_lfence();
    unsigned long long const made = __rdtsc();
    _mm_lfence();
    return made;
}
static double tick_nanoseconds() {
    double const start = now();
    unsigned long long const first = ticks();
    while (now() - start < 5e7) {
    }
    return (now() - start) / static_cast<double>(ticks() - first);
}
static void work(unsigned& seed) {
    for (int i = 0; i < 700; ++i) seed = seed * 1664525 + 1013904223;
}

template <class Call>
static void time_calls(std::vector<unsigned>& to, int records, Call const& call) {
    unsigned seed = 1;
    for (int i = 0; i < records; ++i) {
        unsigned long long const start = ticks();
        call(i);
        unsigned long long const end = ticks();
        to[static_cast<size_t>(i)] = static_cast<unsigned>(end - start);
        work(seed);
    }
    static std::atomic<unsigned> kept;
    kept = seed;
}

static int latency(int threads, int records, bool four) {
    double const tick = tick_nanoseconds();
    std::vector<std::vector<unsigned>> times(static_cast<size_t>(threads) + 1, std::vector<unsigned>(static_cast<size_t>(records)));
    std::vector<std::thread> all;
    std::barrier start{threads};
    for (int thread = 0; thread < threads; ++thread)
        all.emplace_back([&, thread] {
            log_records(0, 10);
            start.arrive_and_wait();
            if (four)
                time_calls(times[static_cast<size_t>(thread)], records, [](int i) { ENABLED_CALL(10'000 + i, 5'000'000, source, 1000 + 1.25 * i); });
            else
                time_calls(times[static_cast<size_t>(thread)], records, [](int i) { SMALL_CALL(i); });
        });
    for (std::thread& each : all) each.join();
    flush_log();
    time_calls(times.back(), records, [](int) {});
    std::vector<unsigned>& empty = times.back();
    std::nth_element(empty.begin(), empty.begin() + records / 2, empty.end());
    unsigned const own = empty[static_cast<size_t>(records) / 2];
    std::vector<unsigned> sorted;
    for (int thread = 0; thread < threads; ++thread) sorted.insert(sorted.end(), times[static_cast<size_t>(thread)].begin(), times[static_cast<size_t>(thread)].end());
    std::sort(sorted.begin(), sorted.end());
    for (double part : {0.5, 0.99, 0.999}) {
        unsigned const at = sorted[static_cast<size_t>(static_cast<double>(sorted.size() - 1) * part)];
        printf("%.1f ", at > own ? (at - own) * tick : 0.0);
    }
    printf("%.1f\n", own * tick);
    return 0;
}

static int rate(int threads, int records, bool four) {
    std::vector<std::thread> all;
    std::barrier start{threads + 1};
    for (int thread = 0; thread < threads; ++thread)
        all.emplace_back([&] {
            log_records(0, 10);
            start.arrive_and_wait();
            if (four)
                log_records(0, records / threads);
            else
                for (int i = 0; i < records / threads; ++i) SMALL_CALL(i);
        });
    start.arrive_and_wait();
    double const first = now(), first_used = processor();
    for (std::thread& each : all) each.join();
    flush_log();
    double const last = now(), last_used = processor();
    printf("%.1f %.1f %ld\n", (last - first) / records, (last_used - first_used) / records, most_memory());
    return 0;
}

static int endless(char const* path) {
    int const file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (file < 0 || ftruncate(file, sizeof(std::atomic<unsigned long long>)) != 0) return 3;
    auto& count = *static_cast<std::atomic<unsigned long long>*>(mmap(nullptr, sizeof(unsigned long long), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
    unsigned seed = 1;
    for (int i = 0;; ++i) {
        log_records(i, 1);
        count.store(static_cast<unsigned long long>(i) + 1, std::memory_order_relaxed);
        work(seed);
    }
}

int main(int argc, char** argv) {
    if (argc < 5) {
        fputs("usage: latency|rate OUTPUT STYLE THREADS RECORDS four|one, or endless OUTPUT STYLE COUNT\n", stderr);
        return 2;
    }
    open_log(argv[2], argv[3]);
    if (strcmp(argv[1], "endless") == 0) return endless(argv[4]);
    bool const four = argc > 6 && strcmp(argv[6], "four") == 0;
    return (strcmp(argv[1], "latency") == 0 ? latency : rate)(atoi(argv[4]), atoi(argv[5]), four);
}
