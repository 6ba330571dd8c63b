// Test program of tests/process/live_settings/run: does what the lines of its standard input say, and answers each with
// a line.
#include <dlfcn.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "registry.hpp"

// With NO_INOTIFY the system has no inotify, as where a user's instances are used up.
extern "C" int inotify_init1(int flags) {
    if (std::getenv("NO_INOTIFY") != nullptr) {
        errno = EMFILE;
        return -1;
    }
    return static_cast<int>(syscall(SYS_inotify_init1, flags));
}

namespace {

using scope = decltype(live::logs.scoped(""));

void answer_levels() {
    std::printf("net=%d disk=%d graph=%d rows=%d\n", static_cast<int>(live::logs.level_of(live::net)),
                static_cast<int>(live::logs.level_of(live::disk)), live::logs.enabled(live::graph) ? 1 : 0,
                live::logs.enabled(live::rows) ? 1 : 0);
}

void answer(sluice::set_result const& result) {
    std::string text{result.message()};
    for (char& c : text)
        if (c == '\n') c = '|';
    std::printf("%d %s\n", static_cast<int>(result.error_count()), text.c_str());
}

// Logs in several threads until a file appears. Writes the number of records to it.
void load(std::string const& stop) {
    std::atomic<unsigned long> count{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            unsigned long i = 0;
            for (; access(stop.c_str(), F_OK) != 0; ++i) {
                SLUICE_ERROR(live::net, "always {} {}\nsecond line of {} {}", t, i, t, i);
                SLUICE_DEBUG(live::net, "sometimes {} {}", t, i);
                SLUICE_ARTIFACT(live::graph, "graph {} {}", t, i);
                for (int off = 0; off < 1000; ++off) SLUICE_DEBUG(live::disk, "seldom {} {}", t, i);
                usleep(500);
            }
            count += i;
        });
    for (std::thread& each : threads) each.join();
    std::printf("%lu\n", count.load());
}

void close_all_descriptors() {
    for (int file = 3; file < 1100; ++file) close(file);
}

}  // namespace

int main() {
    std::atomic<int> changes{0};
    std::vector<int> opened;
    std::optional<sluice::settings_state> kept;
    auto const listener = live::logs.on_change([&changes] { ++changes; });
    alignas(scope) unsigned char storage[sizeof(scope)];
    scope* layer = nullptr;
    void* library = nullptr;
    for (std::string line; std::getline(std::cin, line);) {
        std::string const command = line.substr(0, line.find(' '));
        std::string const rest = line.size() > command.size() ? line.substr(command.size() + 1) : "";
        std::string text;
        for (char c : rest) text += c == '|' ? '\n' : c;
        bool done = true;
        if (command == "levels") {
            answer_levels();
            done = false;
        } else if (command == "changes") {
            std::printf("%d\n", changes.load());
            done = false;
        } else if (command == "set") {
            answer(live::logs.set(text.c_str(), sluice::override_environment));
            done = false;
        } else if (command == "defaults") {
            answer(live::logs.defaults(text.c_str()));
            done = false;
        } else if (command == "scope") {
            layer = new (storage) scope(live::logs.scoped(text.c_str(), sluice::override_environment));
            answer(layer->result());
            done = false;
        } else if (command == "unscope") {
            layer->~scope();
        } else if (command == "keep") {
            kept.emplace(live::logs.state());
            std::printf("%s\n", std::string{kept->text()}.c_str());
            done = false;
        } else if (command == "restore") {
            live::logs.restore(*kept);
        } else if (command == "reload") {
            live::logs.reload();
        } else if (command == "chdir") {
            done = chdir(text.c_str()) == 0;
        } else if (command == "close") {
            close_all_descriptors();
        } else if (command == "files") {  // opens files of the program's own, under all low and high numbers
            for (int file = 3; file < 600; ++file)
                if (fcntl(file, F_GETFD) < 0) opened.push_back(dup2(STDIN_FILENO, file));
        } else if (command == "fork") {
            std::fflush(stdout);
            pid_t const child = fork();
            if (child == 0) continue;  // the child answers from here on, until it exits
            int status = 0;
            waitpid(child, &status, 0);
            if (status != 0) std::abort();
        } else if (command == "daemon") {
            std::fflush(stdout);
            if (fork() != 0) _exit(0);
            close_all_descriptors();
        } else if (command == "forks") {
            for (int i = 0; i < std::atoi(text.c_str()); ++i) {
                pid_t const child = fork();
                if (child == 0) {
                    SLUICE_ERROR(live::net, "child {}", i);
                    _exit(live::logs.level_of(live::disk) == sluice::level::debug ? 1 : 0);
                }
                int status = 0;
                waitpid(child, &status, 0);
                if (status != 0) std::abort();
            }
        } else if (command == "exit") {
            std::puts("done");
            std::fflush(stdout);
            _exit(0);
        } else if (command == "library") {
            library = dlopen(text.c_str(), RTLD_NOW | RTLD_LOCAL);
            if (library == nullptr) std::puts(dlerror());
            done = library != nullptr;
        } else if (command == "unload") {
            done = dlclose(library) == 0;
        } else if (command == "library_levels") {
            reinterpret_cast<void (*)()>(dlsym(library, "library_levels"))();
            done = false;
        } else if (command == "load") {
            load(text);
            done = false;
        }
        if (done) std::puts("done");
        std::fflush(stdout);
    }
}
