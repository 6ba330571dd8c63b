// Executes its arguments in order:
//   PART.COMMAND=TEXT      runs run_command() in a part: program, a or b
//   open=PATH:local|global, close=PATH
//   times=N                repeats all that follows N times, and prints the memory and files that it leaks
//   threads=PART,..., stop starts and stops threads that run the command "work"
//   forks=N                forks N children, which run "work" too
//   first_call_forks=N     forks N children that fork while a thread makes the first log call
//   listener_fork          forks in a listener
#include <dlfcn.h>
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <thread>
#include <vector>

#include "registry.hpp"

namespace {

std::map<std::string, void*> libraries;

[[noreturn]] void fail(std::string const& what) {
    std::fprintf(stderr, "program: %s\n", what.c_str());
    std::exit(2);
}

using command_runner = void (*)(char const* command, char const* text);

/// Uses `libraries`: only for the thread that opens and closes them.
command_runner find_runner(std::string const& part) {
    if (part == "program") return [](char const* command, char const* text) { run_command("program", command, text); };
    std::string const symbol = part + "_run_command";
    void* found = nullptr;
    for (auto const& [path, handle] : libraries)
        if (found == nullptr) found = dlsym(handle, symbol.c_str());
    if (found == nullptr) found = dlsym(RTLD_DEFAULT, symbol.c_str());  // a linked library; dlsym() keeps it loaded
    if (found == nullptr) fail("unknown part " + part);
    command_runner call = nullptr;
    std::memcpy(&call, &found, sizeof call);
    return call;
}

void run_in_part(std::string const& part, std::string const& command, std::string const& text) {
    find_runner(part)(command.c_str(), text.c_str());
}

void open(std::string const& what) {
    size_t const colon = what.rfind(':');
    std::string const path = what.substr(0, colon);
    void* const handle =
        dlopen(path.c_str(), RTLD_NOW | (what.substr(colon + 1) == "global" ? RTLD_GLOBAL : RTLD_LOCAL));
    if (handle == nullptr) fail(dlerror());
    libraries[path] = handle;
}

void close(std::string const& path) {
    if (dlclose(libraries[path]) != 0) fail(dlerror());
    libraries.erase(path);
    if (dlopen(path.c_str(), RTLD_NOW | RTLD_NOLOAD) != nullptr) fail(path + " is still loaded");
}

std::vector<std::string> workers;
std::vector<std::thread> threads;
std::atomic<bool> stopped = false;

void start(std::string const& names) {
    stopped = false;
    for (size_t first = 0, end = 0; end != std::string::npos; first = end + 1) {
        end = names.find(',', first);
        workers.push_back(names.substr(first, end - first));
        threads.emplace_back([call = find_runner(workers.back())] {
            while (!stopped) call("work", "");
        });
    }
}
void stop() {
    stopped = true;
    for (std::thread& each : threads) each.join();
    threads.clear();
    workers.clear();
}

/// Runs a function in a child process, with a time limit.
template <class Function>
void in_child(Function function) {
    pid_t const child = fork();
    if (child == 0) {
        alarm(60);
        function();
        _exit(0);
    }
    int status = 0;
    if (waitpid(child, &status, 0) != child) fail("waitpid");
    if (status != 0) fail("a child ended with status " + std::to_string(status));
}
void work_in_child() {
    in_child([] {
        run_command("program", "work", "");
        for (std::string const& each : workers) run_in_part(each, "work", "");
        SLUICE_ERROR(parts::reader, "child {}", getpid());
    });
}
void fork_during_first_call() {
    in_child([] {
        std::thread thread([] { run_in_part("a", "log", "first"); });
        std::thread another([] { run_in_part("b", "work", ""); });
        work_in_child();
        thread.join();
        another.join();
    });
}
void fork_in_listener() {
    auto const listener = parts::logs.on_change([] {
        in_child([] {
            run_command("program", "work", "");
            auto const more = parts::logs.on_change([] {});
            SLUICE_ERROR(parts::reader, "child {}", getpid());
        });
    });
    parts::logs.set("+reader");
    parts::logs.set("-reader");
}

void execute(std::string const& argument) {
    size_t const equals = argument.find('=');
    std::string const command = argument.substr(0, equals);
    std::string const text = equals == std::string::npos ? "" : argument.substr(equals + 1);
    size_t const dot = command.find('.');
    int const times = std::atoi(text.c_str());
    if (command == "threads")
        start(text);
    else if (command == "stop")
        stop();
    else if (command == "forks")
        for (int i = 0; i < times; ++i) work_in_child();
    else if (command == "first_call_forks")
        for (int i = 0; i < times; ++i) fork_during_first_call();
    else if (command == "listener_fork")
        fork_in_listener();
    else if (command == "open")
        open(text);
    else if (command == "close")
        close(text);
    else if (dot != std::string::npos)
        run_in_part(command.substr(0, dot), command.substr(dot + 1), text);
    else
        fail("unknown argument " + argument);
    std::fflush(stdout);
}

size_t memory_in_use() { return mallinfo2().uordblks; }
size_t open_files() {
    size_t count = 0;
    for (int i = 0; i < 1024; ++i) count += ::lseek(i, 0, SEEK_CUR) >= 0;
    return count;
}

}  // namespace

int main(int argc, char** argv) {
    int i = 1;
    int times = 1;
    for (; i < argc && std::strncmp(argv[i], "times=", 6) != 0; ++i) execute(argv[i]);
    if (i < argc) times = std::atoi(argv[i++] + 6);
    size_t memory = 0, files = 0;
    for (int round = 0; round < times; ++round) {
        for (int j = i; j < argc; ++j) execute(argv[j]);
        if (round == times / 10) memory = memory_in_use(), files = open_files();
    }
    if (times == 1) return 0;
    std::printf("%d rounds, %ld bytes and %ld files leaked in the last nine tenths\n", times,
                static_cast<long>(memory_in_use() - memory), static_cast<long>(open_files() - files));
}
