// Runs threads with disabled calls, while another thread changes the settings continuously, or doesn't.
//
//     threads N CALLS CHANGING   prints the processor time of each thread in nanoseconds per call, and the number of
//                                changes
#include PEER

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

extern "C" {
void peer_site(int, std::string const&);

// callgrind counts the instructions within this function, by name.
__attribute__((noinline)) void repeat_site(int times, std::string const& text) {
    for (int i = 0; i < times; ++i) peer_site(i, text);
}
}

static double nanoseconds() {
    timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

int main(int argc, char** argv) {
    if (argc != 4) {
        fputs("usage: threads N CALLS CHANGING\n", stderr);
        return 2;
    }
    int const threads = atoi(argv[1]);
    int const calls = atoi(argv[2]);
    bool const changing = atoi(argv[3]) != 0;
    std::string const text = "some text";
    bench::logs.set("part=error");
    peer_site(0, text);  // the first call configures the registry

    std::atomic<bool> done = false;
    long changes = 0;
    std::thread changer{[&] {
        for (; changing && !done; ++changes) bench::logs.set(changes % 2 == 0 ? "part=critical" : "part=error");
    }};
    std::vector<double> spent(static_cast<size_t>(threads));
    std::vector<std::thread> callers;
    for (double& each : spent)
        callers.emplace_back([&] {
            double const start = nanoseconds();
            repeat_site(calls, text);
            each = (nanoseconds() - start) / calls;
        });
    for (std::thread& each : callers) each.join();
    done = true;
    changer.join();
    for (double each : spent) printf("%.4f ", each);
    printf("%ld\n", changes);
}
