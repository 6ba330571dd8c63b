// The one file of a program that holds a peer's set-up: set_up(true) turns the calls on, set_up(false) off.
#define BENCH_SET_UP
#include PEER
