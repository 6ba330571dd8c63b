// torch_logs: PyTorch's logging registrations on sluice. Shows what a TORCH_LOGS setting does. Here: its command line.
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
constexpr int misused = 2;

constexpr std::string_view usage =
    R"(usage: torch_logs [--rank N]   emit each of PyTorch's artifacts once, and a message of each level of
                               each component and module: TORCH_LOGS says which of them are seen
       torch_logs --set-logs   the same after each call of set_logs() in PyTorch's documentation
       torch_logs --resolve    what each line of standard input would turn on, were it TORCH_LOGS: a line of
                               output a setting: "ok", "help" or "error"; logger=threshold where it isn't
                               30 (warning); artifact=threshold where it isn't the default; separated by
                               tabs
       torch_logs --help

  --rank N  as process N of those that train one model together: lines start with [rankN]:

In settings on standard input \\, \t, \n, \r, \f and \v stand for one character each.
Thresholds: 10 debug, 20 info, 30 warning, 40 error, 50 critical, 99 off.

Records go to stderr; TORCH_LOGS=help lists what there is to see:
  TORCH_LOGS="+dynamo,graph_breaks" torch_logs
  TORCH_LOGS="guards" TORCH_LOGS_TRACE_ID_FILTER="[0/0_1]" TORCH_LOGS_OUT=guards.log,only torch_logs
)";

int misuse(std::string_view message) {
    fmt::print(stderr, "torch_logs: {}\ntorch_logs: try torch_logs --help\n", message);
    return misused;
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
    if (argc > most) return misuse(fmt::format("one argument too many: \"{}\"", argv[most]));
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
            return misuse(fmt::format("--rank takes a number from 0 on, not \"{}\"", text));
        torch::logs.set_rank(rank);
    } else if (argc > 1) {
        return misuse(fmt::format("there is no option \"{}\"", option));
    }
    torch_logs::emit_everything();
    return done;
}
