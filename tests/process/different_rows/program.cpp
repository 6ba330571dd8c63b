// A program whose two source files and two libraries declare one registry with different rows.
#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(core, "CORE_LOGS",
    (program, "The program itself")
    (io, "Input and output"),
    (io_map, io, "Open files"))
// clang-format on

void log_other();
extern "C" void io_log();
extern "C" void mem_log();

int main(int argc, char**) {
    SLUICE_DEBUG(core::program, "program");
    SLUICE_ARTIFACT(core::io_map, "program's io_map");
    if (argc > 1) {
        core::logs.set("mem=error,io=debug", sluice::override_environment);
        core::logs.set("mme=off", sluice::override_environment);
    }
#if defined(TWO_SOURCES)
    log_other();
#else
    io_log();
    mem_log();
#endif
    SLUICE_DEBUG(core::io, "program's io");
}
