// Logs to syslog or to the journal, for tests/bridge/system_test.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#ifdef WITH_JOURNAL
#include <sluice/bridge/to_journald.hpp>
#endif
#include <sluice/bridge/to_syslog.hpp>

#include "logs.hpp"

int main(int argc, char** argv) {
    shop::logs.set("+reader,tree");
    char const* const which = argc > 1 ? argv[1] : "";
    if (std::strcmp(which, "syslog") == 0) {
        openlog("shop", LOG_PID, LOG_DAEMON);
        auto const bridge = shop::logs.add_sink(sluice::to_syslog{}, sluice::replace_stderr);
        log_each_level();
        SLUICE_WARNING(shop::reader, "{}", std::string_view("before\0after", 12));
#ifdef WITH_JOURNAL
    } else if (std::strcmp(which, "journal") == 0) {
        shop::logs.set_rank(3);
        sluice::context const where("[0/1]");
        auto const bridge = shop::logs.add_sink(sluice::to_journald{}, sluice::replace_stderr);
        log_each_level();
        SLUICE_WARNING(shop::reader, "{}", std::string(1 << 24, 'x'));
#endif
    } else {
        std::fprintf(stderr, "usage: %s syslog|journal\n", argv[0]);
        return 2;
    }
}
