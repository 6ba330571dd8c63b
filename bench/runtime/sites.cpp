// The measured functions, each with one call. Compiled once for a peer and once each for `nothing` and `bare`; SITE,
// LOOP and EVALUATES are macros for their names.
#include PEER

#include <string>

extern "C" {

void SITE(int number, std::string const& text) { DISABLED_CALL("site 0001", number, text); }

// A loop with other work, to measure the effect of a disabled call on it.
long LOOP(int const* numbers, int count) {
    long sum = 0;
    for (int i = 0; i < count; ++i) {
        sum += numbers[i];
        DISABLED_CALL("site 0002", i, sum);
    }
    return sum;
}

// Returns how often a call evaluates an argument.
int EVALUATES(std::string const& text) {
    int times = 0;
    DISABLED_CALL("site 0003", times++, text);
    return times;
}
}
