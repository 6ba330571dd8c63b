// Writes records with a peer, and with a log written by hand for comparison.
//
//     time OUTPUT STYLE BARE THREADS RECORDS EPOCHS
//         EPOCHS times, writes RECORDS records in THREADS threads by hand to the file BARE, then as many with the
//         peer. Prints a line each time with nanoseconds per record: by hand, elapsed and processor time; with the
//         peer, elapsed until the calls have returned, elapsed until all records are written, and processor time.
//     count OUTPUT STYLE RECORDS
//         Writes RECORDS records with the peer in the main thread.
//
// OUTPUT is the peer's file, STYLE its way of writing (peers/on/). BARE may be "-" for stderr.
#include PEER

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <barrier>
#include <string>
#include <thread>
#include <vector>

#include "runtime/bare_log.hpp"

void open_log(std::string const& path, std::string const& style);
void flush_log();

static std::string const source = "warehouse 7";
static bare_log by_hand;

extern "C" {
// callgrind counts the instructions within this function, by name.
__attribute__((noinline)) void log_records(int count) {
    for (int i = 0; i < count; ++i) ENABLED_CALL(10'000 + i, 5'000'000, source, 1000 + 1.25 * i);
}
}

static void bare_records(int count) {
    for (int i = 0; i < count; ++i) by_hand.record(10'000 + i, 5'000'000, source, 1000 + 1.25 * i);
}

static double nanoseconds(clockid_t clock) {
    timespec now;
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

// Threads that wait for work, so that an epoch doesn't include their start. A single worker is the main thread.
class workers {
public:
    explicit workers(int count) : start_(count + 1), finish_(count + 1) {
        for (int i = 0; count > 1 && i < count; ++i)
            threads_.emplace_back([this] {
                for (;;) {
                    start_.arrive_and_wait();
                    if (!work_) return;
                    work_(records_);
                    finish_.arrive_and_wait();
                }
            });
    }
    ~workers() {
        if (threads_.empty()) return;
        work_ = nullptr;
        start_.arrive_and_wait();
        for (std::thread& each : threads_) each.join();
    }

    void run(void (*work)(int), int records) {
        if (threads_.empty()) return work(records);
        work_ = work;
        records_ = records / static_cast<int>(threads_.size());
        start_.arrive_and_wait();
        finish_.arrive_and_wait();
    }

private:
    std::barrier<> start_;
    std::barrier<> finish_;
    void (*work_)(int) = nullptr;
    int records_ = 0;
    std::vector<std::thread> threads_;
};

static void measure(workers& pool, int records) {
    double const elapsed = nanoseconds(CLOCK_MONOTONIC);
    double const used = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
    pool.run(bare_records, records);
    double const bare_elapsed = nanoseconds(CLOCK_MONOTONIC);
    double const bare_used = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
    pool.run(log_records, records);
    double const returned = nanoseconds(CLOCK_MONOTONIC);
    flush_log();
    double const written = nanoseconds(CLOCK_MONOTONIC);
    double const peer_used = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
    for (double each : {bare_elapsed - elapsed, bare_used - used, returned - bare_elapsed, written - bare_elapsed,
                        peer_used - bare_used})
        printf("%.1f ", each / records);
    puts("");
}

int main(int argc, char** argv) {
    std::string const mode = argc > 1 ? argv[1] : "";
    if (mode == "count" && argc == 5) {
        open_log(argv[2], argv[3]);
        log_records(atoi(argv[4]));
        flush_log();
        return 0;
    }
    if (mode != "time" || argc != 8) {
        fputs("usage: time OUTPUT STYLE BARE THREADS RECORDS EPOCHS | count OUTPUT STYLE RECORDS\n", stderr);
        return 2;
    }
    open_log(argv[2], argv[3]);
    by_hand.open(argv[4]);
    workers pool{atoi(argv[5])};
    int const records = atoi(argv[6]);
    pool.run(bare_records, records / 10);  // epochs exclude the first records of each thread
    pool.run(log_records, records / 10);
    flush_log();
    for (int epoch = 0; epoch < atoi(argv[7]); ++epoch) measure(pool, records);
}
