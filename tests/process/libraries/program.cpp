// Does what its arguments say, one after the other: WHO.VERB=TEXT, where WHO is program, a or b, and the verb is one of
// obey()'s; open=PATH:local and open=PATH:global, close=PATH; and times=N, the number of times that all that follows is
// done, with a count of what it lost meanwhile. threads=WHO,... starts a thread each, which works until stop; forks=N
// forks so often, and has children work too; fresh=N forks children that fork while a thread makes the first log call;
// listening_forks forks in a listener.
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

using obeys = void (*)(char const* verb, char const* text);

/// Looks at `libraries`: for the thread that opens and closes them.
obeys find(std::string const& who) {
    if (who == "program") return [](char const* verb, char const* text) { obey("program", verb, text); };
    std::string const symbol = who + "_obey";
    void* found = nullptr;
    for (auto const& [path, handle] : libraries)
        if (found == nullptr) found = dlsym(handle, symbol.c_str());
    if (found == nullptr) found = dlsym(RTLD_DEFAULT, symbol.c_str());  // linked; keeps what it finds loaded
    if (found == nullptr) fail("nobody is called " + who);
    obeys call = nullptr;
    std::memcpy(&call, &found, sizeof call);
    return call;
}

void tell(std::string const& who, std::string const& verb, std::string const& text) {
    find(who)(verb.c_str(), text.c_str());
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
        threads.emplace_back([call = find(workers.back())] {
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

/// Has a child do something, which it must end in time.
template <class Function>
void in_child(Function function) {
    pid_t const child = fork();
    if (child == 0) {
        alarm(60);
        function();
        _exit(0);
    }
    int status = 0;
    if (waitpid(child, &status, 0) != child) fail("no child to wait for");
    if (status != 0) fail("a child ended with status " + std::to_string(status));
}
void work_in_child() {
    in_child([] {
        obey("program", "work", "");
        for (std::string const& each : workers) tell(each, "work", "");
        SLUICE_ERROR(parts::reader, "child {}", getpid());
    });
}
void fork_freshly() {
    in_child([] {
        std::thread thread([] { tell("a", "log", "first"); });
        std::thread another([] { tell("b", "work", ""); });
        work_in_child();
        thread.join();
        another.join();
    });
}
void fork_in_listener() {
    auto const listener = parts::logs.on_change([] {
        in_child([] {
            obey("program", "work", "");
            auto const more = parts::logs.on_change([] {});
            SLUICE_ERROR(parts::reader, "child {}", getpid());
        });
    });
    parts::logs.set("+reader");
    parts::logs.set("-reader");
}

void do_it(std::string const& order) {
    size_t const equals = order.find('=');
    std::string const verb = order.substr(0, equals);
    std::string const text = equals == std::string::npos ? "" : order.substr(equals + 1);
    size_t const dot = verb.find('.');
    int const times = std::atoi(text.c_str());
    if (verb == "threads")
        start(text);
    else if (verb == "stop")
        stop();
    else if (verb == "forks")
        for (int i = 0; i < times; ++i) work_in_child();
    else if (verb == "fresh")
        for (int i = 0; i < times; ++i) fork_freshly();
    else if (verb == "listening_forks")
        fork_in_listener();
    else if (verb == "open")
        open(text);
    else if (verb == "close")
        close(text);
    else if (dot != std::string::npos)
        tell(verb.substr(0, dot), verb.substr(dot + 1), text);
    else
        fail("what is " + order);
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
    for (; i < argc && std::strncmp(argv[i], "times=", 6) != 0; ++i) do_it(argv[i]);
    if (i < argc) times = std::atoi(argv[i++] + 6);
    size_t memory = 0, files = 0;
    for (int turn = 0; turn < times; ++turn) {
        for (int j = i; j < argc; ++j) do_it(argv[j]);
        if (turn == times / 10) memory = memory_in_use(), files = open_files();
    }
    if (times == 1) return 0;
    std::printf("%d turns, %ld bytes and %ld files more in the last nine tenths\n", times,
                static_cast<long>(memory_in_use() - memory), static_cast<long>(open_files() - files));
}
