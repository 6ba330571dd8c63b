// Keeps what a component doesn't log in memory, and writes it before an error, and when the program crashes.
#include <csignal>
#include <cstring>
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (net,    "Connections to the warehouse")
    (orders, "Orders and their states"),
    (replies, net,    "The warehouse's replies", off_by_default)
    (states,  orders, "Each change of an order's state", off_by_default))
// clang-format on

static void ask_warehouse() {
    for (int attempt = 1; attempt <= 3; ++attempt) {
        SLUICE_DEBUG(shop::net, "attempt {}", attempt);
        SLUICE_INFO(shop::net, "connection refused");
    }
    SLUICE_ERROR(shop::orders, "order 17 can't be packed");
}

extern "C" void on_crash(int signal) {
    sluice::dump_recorders();
    std::raise(signal);  // ends the program: the handler is only called once
}

int main(int argc, char** argv) {
    struct sigaction crash {};
    crash.sa_handler = on_crash;
    crash.sa_flags = static_cast<int>(SA_RESETHAND | SA_NODEFER);
    for (int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT}) sigaction(signal, &crash, nullptr);

    ask_warehouse();
    SLUICE_DEBUG(shop::net, "connected");
    if (argc > 1 && std::strcmp(argv[1], "crash") == 0) std::raise(SIGSEGV);
    return 0;
}
