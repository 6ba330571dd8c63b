// The file with a peer's set-up, once per program: set_up(true) enables the calls, set_up(false) disables them.
#define BENCH_SET_UP
#include PEER
