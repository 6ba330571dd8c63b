#include "runtime/bare_log.hpp"

#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <iterator>

static void write_all(int file, char const* data, size_t size) {
    while (size > 0) {
        ssize_t const written = ::write(file, data, size);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) {
            perror("write");
            exit(1);
        }
        data += written;
        size -= static_cast<size_t>(written);
    }
}

void bare_log::open(std::string const& path) {
    file_ = path == "-" ? STDERR_FILENO : ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file_ < 0) {
        perror(path.c_str());
        exit(1);
    }
}

void bare_log::record(int number, int count, std::string const& source, double total) const {
    fmt::memory_buffer line;
    fmt::format_to(std::back_inserter(line),
                   "I1123 10:00:00.123456 12345 runtime/on.cpp:38] "
                   "order {} of {} from {}: total {:.2f} and some more text to reach a hundred bytes\n",
                   number, count, source, total);
    write_all(file_, line.data(), line.size());
}

void bare_log::text(std::string const& from) const {
    fmt::memory_buffer line;
    fmt::format_to(std::back_inserter(line), "{}\n", from);
    write_all(file_, line.data(), line.size());
}

void bare_log::huge_text(std::string const& from) const {
    std::string const line = fmt::format("{}\n", from);
    write_all(file_, line.data(), line.size());
}
