// Writes records with a peer, and beside it with a log written by hand.
//
//     time OUTPUT STYLE BARE THREADS RECORDS EPOCHS
//         EPOCHS times: RECORDS records in THREADS threads by hand to the file BARE, then as many with the peer.
//         Prints a line each time, nanoseconds a record: by hand, elapsed and of the processor; with the peer, elapsed
//         until the calls have returned, elapsed until all is written, and of the processor.
//     count OUTPUT STYLE RECORDS
//         RECORDS records with the peer, in the main thread.
//
// OUTPUT is the peer's file and STYLE how it is to write it (peers/on/). BARE may be -, which is stderr.
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
// For callgrind to know it by name.
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

// Threads that wait for work, so that starting them is no part of an epoch. A single one is the main thread.
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

static void measure(workers& crew, int records) {
    double const elapsed = nanoseconds(CLOCK_MONOTONIC);
    double const used = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
    crew.run(bare_records, records);
    double const bare_elapsed = nanoseconds(CLOCK_MONOTONIC);
    double const bare_used = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
    crew.run(log_records, records);
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
    workers crew{atoi(argv[5])};
    int const records = atoi(argv[6]);
    crew.run(bare_records, records / 10);  // the first records of each thread are no part of an epoch
    crew.run(log_records, records / 10);
    flush_log();
    for (int epoch = 0; epoch < atoi(argv[7]); ++epoch) measure(crew, records);
}
