// Test program of tests/process/security: logs its standard input as messages, names and values of variables.
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>

#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

SLUICE_REGISTRY(echo, "ECHO_LOGS", (voice, "Says things"), (whisper, voice, "Says things on request"))

namespace {

std::string read_all() {
    std::string all;
    char part[65536];
    for (ssize_t size; (size = read(STDIN_FILENO, part, sizeof part)) > 0;)
        all.append(part, static_cast<std::size_t>(size));
    return all;
}

}  // namespace

int main(int argc, char** argv) {
    std::string_view const mode = argc > 1 ? argv[1] : "";
    std::string const text = mode == "exec" ? "text" : read_all();
    if (mode == "message") SLUICE_ERROR(echo::voice, "{}", text);
    if (mode == "names") {
        pthread_setname_np(pthread_self(), text.substr(0, 15).c_str());
        sluice::context const where(text);
        SLUICE_ERROR(echo::voice, "text");
    }
    if (mode == "variable") {  // may be too long for the environment of a new program
        SLUICE_ERROR(echo::voice, "before");
        setenv(argv[2], text.c_str(), 1);
        echo::logs.reload();
        SLUICE_ERROR(echo::voice, "after");
    }
    if (mode == "set") {
        sluice::set_result const result = echo::logs.set(text);
        std::printf("%zu %zu\n", result.error_count(), result.message().size());
    }
    if (mode == "trace") SLUICE_TRACE(echo::logs, "text", sluice::json_object({{"text", text}}), text);
    if (mode == "exec") {
        SLUICE_ERROR(echo::voice, "text");
        SLUICE_TRACE(echo::logs, "text", 1);
        execl("/bin/ls", "ls", "-l", "/proc/self/fd", nullptr);
        return 1;
    }
    return 0;
}
