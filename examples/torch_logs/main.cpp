// torch_logs: PyTorch's logging registrations on sluice. Shows the effect of TORCH_LOGS. This file: the command line.
#include <fmt/core.h>

#include <charconv>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

#include "emit.hpp"
#include "escape.hpp"
#include "resolve.hpp"
#include "set_logs.hpp"

namespace {

// Exit codes.
constexpr int done = 0;
constexpr int usage_error = 2;

constexpr std::string_view usage =
    R"(usage: torch_logs [--rank N]   emit each of PyTorch's artifacts once, and a message of each level of
                               each component and module; TORCH_LOGS selects which are shown. TORCH_TRACE
                               names a folder for a trace of all artifacts
       torch_logs --set-logs   the same after each call of set_logs() in PyTorch's documentation
       torch_logs --resolve    print the effect of each line of standard input as a value of TORCH_LOGS.
                               Output columns, separated by tabs: "ok", "help" or "error";
                               logger=threshold if it isn't 30 (warning); artifact=threshold if it
                               isn't the default
       torch_logs --help

  --rank N  run as process N of a distributed training: lines start with [rankN]:

In settings on standard input, \\, \t, \n, \r, \f and \v are escape sequences.
Thresholds: 10 debug, 20 info, 30 warning, 40 error, 50 critical, 99 off.

Records go to stderr; TORCH_LOGS=help lists the choices:
  TORCH_LOGS="+dynamo,graph_breaks" torch_logs
  TORCH_LOGS="guards" TORCH_LOGS_TRACE_ID_FILTER="[0/0_1]" TORCH_LOGS_OUT=guards.log,only torch_logs
)";

int report_misuse(std::string_view message) {
    fmt::print(stderr, "torch_logs: {}\ntorch_logs: try torch_logs --help\n", message);
    return usage_error;
}

int resolve_standard_input() {
    for (std::string line; std::getline(std::cin, line);)
        fmt::print("{}\n", torch_logs::resolve(torch_logs::unescape(line)));
    return done;
}

}  // namespace

int main(int argc, char** argv) {
    std::string_view const option = argc > 1 ? argv[1] : "";
    int const most = option == "--rank" ? 3 : 2;
    if (argc > most) return report_misuse(fmt::format("unexpected argument \"{}\"", argv[most]));
    if (option == "--help") {
        fmt::print("{}", usage);
        return done;
    }
    if (option == "--resolve") return resolve_standard_input();
    if (option == "--set-logs") {
        torch_logs::show_set_logs();
        return done;
    }
    if (option == "--rank") {
        std::string_view const text = argc > 2 ? argv[2] : "";
        int rank = -1;
        auto const read = std::from_chars(text.data(), text.data() + text.size(), rank);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || rank < 0)
            return report_misuse(fmt::format("--rank must be a number from 0, not \"{}\"", text));
        torch::logs.set_rank(rank);
    } else if (argc > 1) {
        return report_misuse(fmt::format("unknown option \"{}\"", option));
    }
    torch_logs::emit_everything();
    return done;
}
