// torch_logs: PyTorch's logging registrations on sluice. Shows what a TORCH_LOGS setting means.
#include <fmt/core.h>

#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

#include "escape.hpp"
#include "resolve.hpp"

namespace {

constexpr std::string_view usage =
    R"(usage: torch_logs SETTING     what SETTING would turn on, as TORCH_LOGS='SETTING' would
       torch_logs --resolve   the same for each line of standard input, one line of output a setting:
                              "ok", "help" or "error"; logger=threshold where it isn't 30 (warning);
                              artifact=threshold where it isn't the default; separated by tabs
       torch_logs --help

In settings on standard input \\, \t, \n, \r, \f and \v stand for one character each.
Thresholds: 10 debug, 20 info, 30 warning, 40 error, 50 critical, 99 off.
)";

int show(std::string_view setting) {
    if (sluice::set_result const result = torch::logs.set(setting); !result || !result.message().empty()) {
        fmt::print(stderr, "{}", torch_logs::view(result.message()));
        return result ? 0 : 2;
    }
    std::string columns = torch_logs::resolve(setting).substr(3);
    for (char& c : columns) c = c == ' ' || c == '\t' ? '\n' : c;
    fmt::print("{}\n", columns);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::string_view const argument = argc == 2 ? argv[1] : "--help";
    if (argument == "--resolve") {
        for (std::string line; std::getline(std::cin, line);)
            fmt::print("{}\n", torch_logs::resolve(torch_logs::unescape(line)));
        return 0;
    }
    if (argument == "--help") {
        bool const asked = argc == 2;
        fmt::print(asked ? stdout : stderr, "{}", usage);
        return asked ? 0 : 2;
    }
    return show(argument);
}
