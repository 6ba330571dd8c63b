// Runs the functions of sites.cpp.
//
//     evaluates  prints how often a disabled call evaluates an argument
//     count N    runs repeat_site() with each of the three sites, then repeat_loop() with each of the three loops, N
//                calls and N iterations each; callgrind counts their instructions
//     time N E   runs the same E times; prints a line with nanoseconds per call and iteration each time
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <string>
#include <vector>

void set_up(bool on);

extern "C" {
void nothing_site(int, std::string const&);
void bare_site(int, std::string const&);
void peer_site(int, std::string const&);
long nothing_loop(int const*, int);
long bare_loop(int const*, int);
long peer_loop(int const*, int);
int peer_evaluates(std::string const&);

// callgrind counts the instructions within these functions, by name.
__attribute__((noinline)) void repeat_site(void (*site)(int, std::string const&), int times, std::string const& text) {
    for (int i = 0; i < times; ++i) site(i, text);
}
__attribute__((noinline)) long repeat_loop(long (*loop)(int const*, int), int iterations,
                                           std::vector<int> const& numbers) {
    long sum = 0;
    int const size = static_cast<int>(numbers.size());
    for (int done = 0; done < iterations; done += size) sum += loop(numbers.data(), size);
    return sum;
}
}

// Returns the processor time of this thread, which other processes disturb less than elapsed time.
static double nanoseconds() {
    timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

int main(int argc, char** argv) {
    std::string const mode = argc > 1 ? argv[1] : "";
    std::string const text = "some text";
    set_up(false);
    if (mode == "evaluates") {
        printf("evaluated %d times\n", peer_evaluates(text));
        return 0;
    }
    int const calls = argc > 2 ? atoi(argv[2]) : 0;
    int const epochs = mode == "time" && argc > 3 ? atoi(argv[3]) : 1;
    if (calls == 0) {
        fputs("usage: evaluates | count N | time N E\n", stderr);
        return 2;
    }

    std::vector<int> const numbers(1000, 3);
    peer_site(0, text);  // excludes the work of first calls
    peer_loop(numbers.data(), 1);
    for (int epoch = 0; epoch < epochs; ++epoch) {
        for (auto* site : {nothing_site, bare_site, peer_site}) {
            double const start = nanoseconds();
            repeat_site(site, calls, text);
            if (mode == "time") printf("%.4f ", (nanoseconds() - start) / calls);
        }
        for (auto* loop : {nothing_loop, bare_loop, peer_loop}) {
            double const start = nanoseconds();
            repeat_loop(loop, calls, numbers);
            if (mode == "time") printf("%.4f ", (nanoseconds() - start) / calls);
        }
        if (mode == "time") puts("");
    }
}
