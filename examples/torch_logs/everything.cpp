// Emits all sample logs: components with their artifacts, then modules.
#include "emit.hpp"
#include "logs.hpp"

namespace torch_logs {
namespace {

// Components and modules can be passed to templates like any other object.
template <class Module>
void every_level(Module module, char const* about) {
    SLUICE_DEBUG(module, "{}: a detail", about);
    SLUICE_INFO(module, "{}: a step", about);
    SLUICE_WARNING(module, "{}: something unexpected", about);
    SLUICE_ERROR(module, "{}: failed", about);
    SLUICE_CRITICAL(module, "{}: can't go on", about);
}

}  // namespace

void emit_everything() {
    for (auto const component : {dynamo, dynamic, fake_tensor, export_, aot, autograd, inductor, cache, async_compile,
                                 distributed, c10d, ddp, pp, fsdp, dtensor, onnx, torch})
        component();

    sluice::context const where("[1/0]");
    every_level(torch::dynamo_output_graph, "compiling the graph of torch_dynamo_resume_in_toy_at_8");
    every_level(torch::dynamo_variables_builder, "wrapping L['z']");
    every_level(torch::dynamo_backends_distributed, "splitting the graph at bucket boundaries");
    every_level(torch::inductor_scheduler, "removing dead nodes");
    every_level(torch::inductor_codecache, "writing output code");
    every_level(torch::nn, "initialising parameters");
    every_level(torch::distributed_fsdp_wrap, "wrapping layers.3");
    every_level(torch::distributed_elastic_agent, "starting workers");
    every_level(torch::fx_experimental_symbolic_shapes_deep, "simplifying Eq(s0, 5)");
    every_level(torch::dynamox, "a logger that only starts like torch._dynamo");
    every_level(torch::onnx_verify_x, "comparing outputs");
}

}  // namespace torch_logs
