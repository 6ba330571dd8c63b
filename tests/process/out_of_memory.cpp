// Test program of tests/process/out_of_memory: an allocator that fails at each of sluice's calls to malloc, calloc and
// realloc in turn, and an allocator that logs. Needs glibc, whose malloc it calls.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>
#include <string>
#include <string_view>

// clang-format off
SLUICE_REGISTRY(memory, "MEMORY_LOGS",
    (body, "Records")
    (other, "Others"),
    (plan, body, "Something to show"))
// clang-format on

namespace memory {
SLUICE_MODULE(mod, "memory.body.mod")
SLUICE_MODULE(allocator, "memory.allocator")
}  // namespace memory

extern "C" void* __libc_malloc(std::size_t size);
extern "C" void* __libc_calloc(std::size_t count, std::size_t size);
extern "C" void* __libc_realloc(void* memory, std::size_t size);

namespace {

bool armed = false;
long calls = 0;
long failing_call = -1;     // with `keeps_failing`, later calls fail too
bool keeps_failing = false;
bool logs = false;

bool fails() {
    if (!armed) return false;
    if (logs) {
        armed = false;  // not for allocations by these log calls
        SLUICE_DEBUG(memory::allocator, "a module's first call, off");
        SLUICE_ERROR(memory::body, "from the allocator");
        SLUICE_TRACE(memory::logs, "allocator", sluice::json_object({{"id", sluice::intern(memory::logs, "allocator")}}));
        armed = true;
    }
    long const call = calls++;
    if (failing_call < 0 || call < failing_call || (call > failing_call && !keeps_failing)) return false;
    errno = ENOMEM;
    return true;
}

}  // namespace

extern "C" void* malloc(std::size_t size) { return fails() ? nullptr : __libc_malloc(size); }
extern "C" void* calloc(std::size_t count, std::size_t size) { return fails() ? nullptr : __libc_calloc(count, size); }
extern "C" void* realloc(void* memory, std::size_t size) { return fails() ? nullptr : __libc_realloc(memory, size); }

namespace {

// Calls everything that allocates.
void scenario(std::string const& large, char const* sink_path) {
    armed = true;
    SLUICE_ERROR(memory::body, "first");
    SLUICE_ERROR(memory::mod, "{}", sluice::text_view{large});
    (void)memory::logs.set("+body,planner,oth=info,memory.a.b=debug", sluice::override_environment).error_count();
    (void)memory::logs.set("+body,plan,memory.q.w=debug", sluice::override_environment).error_count();
    {
        auto const scope = memory::logs.scoped("-all", sluice::override_environment);
        SLUICE_ERROR(memory::body, "in a scope\n{}", sluice::text_view{large});
        memory::logs.restore(memory::logs.state());
    }
    memory::logs.set_rank(2);
    memory::logs.reload();
    SLUICE_ARTIFACT(memory::plan, "plan");
    for (int i = 0; i < 100; ++i) SLUICE_LOG_ONCE(memory::body, sluice::critical, "once {}", i % 5);
    unsigned id = 0;
    for (int i = 0; i < 70; ++i) {
        char const name[] = {'s', static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10), '\0'};
        id = sluice::intern(memory::logs, name);
    }
    sluice::text_view const text{large};
    SLUICE_TRACE(memory::logs, "work", sluice::json_object({{"id", id}, {"large", text}}), text);
    {
        sluice::context const where(text);
        auto const sink = memory::logs.add_sink(sluice::file_sink{sink_path});
        SLUICE_ERROR(memory::body, "to a sink");
        SLUICE_ERROR(memory::body, "{}", text);
    }
    armed = false;
    (void)memory::logs.set("+body", sluice::override_environment).error_count();
    SLUICE_ERROR(memory::body, "last");
}

}  // namespace

// Mode "once" runs a child for each call to malloc, in which that call fails; with "on", all later calls fail too. The
// child's stderr goes to FOLDER/number. Mode "log" runs one child, in which malloc logs. Prints the number of calls.
// Usage: out_of_memory once|on|log FOLDER
int main(int argc, char** argv) {
    std::string_view const mode = argc > 2 ? argv[1] : "";
    std::string const folder = argc > 2 ? argv[2] : ".";
    std::string const large(5000, 'x');
    std::string const sink_path = folder + "/sink";
    logs = mode == "log";
    keeps_failing = mode == "on";
    long total = 1;
    for (long n = -1; n < total; ++n) {  // in the first child no call fails: it counts them
        int ends[2];
        if (pipe(ends) != 0) return 1;
        std::fflush(stdout);
        pid_t const child = fork();
        if (child == 0) {
            alarm(60);
            int const file = open((folder + "/" + std::to_string(n)).c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
            dup2(file, STDERR_FILENO);
            failing_call = n;
            scenario(large, sink_path.c_str());
            _exit(write(ends[1], &calls, sizeof calls) == sizeof calls ? 0 : 1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        if (status != 0) {
            std::printf("call %ld: status %d\n", n, status);
            return 8;
        }
        if (n < 0 && read(ends[0], &total, sizeof total) != sizeof total) return 1;
        if (logs) break;
        close(ends[0]);
        close(ends[1]);
    }
    std::printf("%ld\n", total);
}
