// The calls in PyTorch's tutorial "Using TORCH_LOGS python API with torch.compile", then those in the reference. If
// TORCH_LOGS is set, they have no effect, as in PyTorch.
#include "set_logs.hpp"

#include <fmt/core.h>

#include <cstdio>

#include "emit.hpp"
#include "logs.hpp"

namespace torch_logs {
namespace {

void emit_as(char const* title) {
    fmt::print("==================={}=========================\n", title);
    std::fflush(stdout);  // before the records on stderr
    emit_everything();
}

}  // namespace

void show_set_logs() {
    torch::logs.set("+dynamo");  // set_logs(dynamo=logging.DEBUG)
    emit_as("Dynamo Tracing");

    torch::logs.set("graph");  // set_logs(graph=True)
    emit_as("Traced Graph");

    torch::logs.set("fusion");  // set_logs(fusion=True)
    emit_as("Fusion Decisions");

    torch::logs.set("output_code");  // set_logs(output_code=True)
    emit_as("Output Code");

    // set_logs(dynamo=logging.DEBUG, graph_code=True)
    torch::logs.set(SLUICE_SETTINGS(torch, "+dynamo,graph_code"));
    emit_as("Dynamo and Graph Code");

    // set_logs(graph_breaks=True, dynamic=logging.DEBUG)
    torch::logs.set(SLUICE_SETTINGS(torch, "graph_breaks,+dynamic"));
    emit_as("Graph Breaks and Dynamic Shapes");

    // set_logs(modules={"torch._inductor.codecache": logging.DEBUG})
    torch::logs.set("+torch._inductor.codecache");
    emit_as("Another Module");
}

}  // namespace torch_logs
