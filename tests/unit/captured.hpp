// Captures stderr during the lifetime of an object.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

class captured {
public:
    captured() : file_(std::tmpfile()), stderr_(dup(STDERR_FILENO)) { dup2(fileno(file_), STDERR_FILENO); }
    captured(captured const&) = delete;
    captured& operator=(captured const&) = delete;
    ~captured() {
        dup2(stderr_, STDERR_FILENO);
        close(stderr_);
        std::fclose(file_);
    }

    /// Returns the lines so far, without prefixes.
    std::vector<std::string> lines() const {
        std::string all;
        char part[65536];
        lseek(fileno(file_), 0, SEEK_SET);
        for (ssize_t size; (size = read(fileno(file_), part, sizeof part)) > 0;)
            all.append(part, static_cast<std::size_t>(size));
        std::vector<std::string> lines;
        for (std::size_t first = 0, end; (end = all.find('\n', first)) != std::string::npos; first = end + 1) {
            std::string const line = all.substr(first, end - first);
            std::size_t const head = line.find("] ");
            lines.push_back(head == std::string::npos ? line : line.substr(head + 2));
        }
        return lines;
    }

private:
    std::FILE* file_;  // deleted by the system
    int stderr_;
};
