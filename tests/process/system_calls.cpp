// Test program of tests/process/system_calls: logs under a seccomp filter that allows only the system calls that the
// command line names, and kills the process for any other. Exits with status 7, or 77 if filters aren't available.
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

// clang-format off
SLUICE_REGISTRY(calls, "CALLS_LOGS",
    (body, "Records")
    (other, "Others"),
    (rows, body, "Rows"))
// clang-format on

namespace {

struct call {
    std::string_view name;
    unsigned number;
};
constexpr call known[] = {{"write", SYS_write},
                          {"rt_sigprocmask", SYS_rt_sigprocmask},
                          {"rt_sigpending", SYS_rt_sigpending},
                          {"rt_sigtimedwait", SYS_rt_sigtimedwait},
                          {"newfstatat", SYS_newfstatat},
                          {"fstat", SYS_fstat},
                          {"fcntl", SYS_fcntl},
                          {"ioctl", SYS_ioctl},
                          {"prlimit64", SYS_prlimit64},
                          {"futex", SYS_futex},
                          {"getpid", SYS_getpid},
                          {"gettid", SYS_gettid},
                          {"brk", SYS_brk},
                          {"mmap", SYS_mmap},
                          {"munmap", SYS_munmap},
                          {"mremap", SYS_mremap},
                          {"getrandom", SYS_getrandom},
                          {"openat", SYS_openat},
                          {"read", SYS_read},
                          {"lseek", SYS_lseek},
                          {"close", SYS_close},
                          {"mkdir", SYS_mkdir},
                          {"ftruncate", SYS_ftruncate},
                          {"clock_nanosleep", SYS_clock_nanosleep},
                          {"poll", SYS_poll}};

std::vector<std::string_view> allowed;

void filter() {
    std::vector<sock_filter> program{BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr))};
    auto const allow = [&](unsigned number) {
        program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1));
        program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    };
    allow(SYS_exit_group);
    for (std::string_view const name : allowed) {
        bool found = false;
        for (call const& each : known)
            if (each.name == name) {
                allow(each.number);
                found = true;
            }
        if (!found) {
            std::printf("%.*s is not in the table of system_calls.cpp\n", static_cast<int>(name.size()), name.data());
            std::exit(8);
        }
    }
    program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
    sock_fprog const all{static_cast<unsigned short>(program.size()), program.data()};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all) == 0) return;
    std::puts("seccomp filters are not available here");
    std::fflush(stdout);
    _exit(77);
}

void log(int count) {
    for (int i = 0; i < count; ++i) SLUICE_WARNING(calls::body, "record {}", i);
}

}  // namespace

int main(int argc, char** argv) {
    std::string_view const mode = argc > 1 ? argv[1] : "";
    for (int i = 2; i < argc; ++i) allowed.emplace_back(argv[i]);
    if (mode == "off") {
        calls::logs.start();
        filter();
        for (int i = 0; i < 3; ++i) SLUICE_DEBUG(calls::body, "{}", i);
    }
    if (mode == "first_call") {
        filter();
        log(3);
    }
    if (mode == "records") {
        log(1);
        filter();
        log(3);
    }
    if (mode == "long_text") {
        std::string const text(1 << 20, 'x');
        log(1);
        filter();
        for (int i = 0; i < 3; ++i) SLUICE_WARNING(calls::body, "{}", text);
    }
    if (mode == "threads") {
        log(1);
        static std::atomic<bool> begun = false;
        std::thread([] {
            for (;; begun = true) SLUICE_WARNING(calls::other, "other");
        }).detach();
        while (!begun) usleep(1000);
        filter();
        log(2000);
    }
    if (mode == "reload") {
        log(1);
        filter();
        calls::logs.reload();
        log(3);
    }
    if (mode == "trace") {
        log(1);
        filter();
        for (int i = 0; i < 3; ++i) SLUICE_TRACE(calls::logs, "step", i);
    }
    if (mode == "no_reader") {
        log(1);
        int ends[2];
        if (pipe(ends) != 0) return 8;
        close(ends[0]);
        dup2(ends[1], STDERR_FILENO);
        calls::logs.reload();
        filter();
        log(3);
    }
    _exit(7);
}
