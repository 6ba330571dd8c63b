// The functions that are measured, each with one call. Compiled once for a peer and once each for `nothing` and
// `bare`; SITE, LOOP and EVALUATES are the names that it gives them.
#include PEER

#include <string>

extern "C" {

void SITE(int number, std::string const& text) { DISABLED_CALL("site 0001", number, text); }

// The neighbour: what a call that is off does to a loop that is busy with something else.
long LOOP(int const* numbers, int count) {
    long sum = 0;
    for (int i = 0; i < count; ++i) {
        sum += numbers[i];
        DISABLED_CALL("site 0002", i, sum);
    }
    return sum;
}

// How often a call evaluates an argument.
int EVALUATES(std::string const& text) {
    int times = 0;
    DISABLED_CALL("site 0003", times++, text);
    return times;
}
}
