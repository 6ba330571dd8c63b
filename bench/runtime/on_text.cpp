// Writes one long text with a peer, and by hand for comparison.
//
//     on_text OUTPUT BARE BYTES LINES PREFIX EPOCHS WHICH
//         Writes, EPOCHS times, a text of BYTES bytes in LINES lines as one record, by hand to the file BARE, then with
//         the peer. By hand each line starts with PREFIX. Prints a line each time with milliseconds: by hand, elapsed
//         and processor time; with the peer, the same. Empties both files before each. WHICH is both, bare or peer.
#include PEER

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <string>

#include "runtime/bare_log.hpp"

void open_log(std::string const& path, std::string const& style);

static double milliseconds(clockid_t clock) {
    timespec now;
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

template <class Work>
static void measure(char const* file, Work const& work) {
    if (truncate(file, 0) != 0) perror(file);
    double const elapsed = milliseconds(CLOCK_MONOTONIC);
    double const used = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
    work();
    double const used_after = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
    printf("%.4f %.4f ", milliseconds(CLOCK_MONOTONIC) - elapsed, used_after - used);
}

int main(int argc, char** argv) {
    std::string const which = argc == 8 ? argv[7] : "";
    if (which != "both" && which != "bare" && which != "peer") {
        fputs("usage: on_text OUTPUT BARE BYTES LINES PREFIX EPOCHS both|bare|peer\n", stderr);
        return 2;
    }
    int const lines = atoi(argv[4]);
    std::string const line(static_cast<size_t>(atol(argv[3]) / lines - 1), 'x');
    std::string text, prefixed;
    for (int i = 0; i < lines; ++i) {
        text.append(i ? "\n" : "").append(line);
        prefixed.append(i ? "\n" : "").append(argv[5]).append(line);
    }
    open_log(argv[1], "");
    TEXT_CALL(line.substr(0, 80));  // epochs exclude the first record
    bare_log by_hand;
    by_hand.open(argv[2]);
    for (int epoch = 0; epoch < atoi(argv[6]); ++epoch) {
        if (which != "peer")
            measure(argv[2], [&] { lines == 1 ? by_hand.huge_text(prefixed) : by_hand.text(prefixed); });
        if (which != "bare") measure(argv[1], [&] { TEXT_CALL(text); });
        puts("");
    }
}
