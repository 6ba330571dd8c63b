// Logs of AOTAutograd and related parts: forward and backward graphs, autograd's engine, export to ONNX.
#include "artifact.hpp"
#include "emit.hpp"
#include "logs.hpp"

namespace torch_logs {

void aot() {
    sluice::context const where("[0/0_1]");
    SLUICE_DEBUG(torch::aot, "keep_inference_input_mutations={}, num_intermediate_bases={}", false, 0);
    SLUICE_INFO(torch::aot, "compiling forward graph {} of {} nodes", 0, 5);
    SLUICE_WARNING(torch::aot, "no output of graph {} needs a gradient: compiling for inference", 1);
    SLUICE_ERROR(torch::aot, "output {} is a view of an input that the graph writes to", 1);
    SLUICE_CRITICAL(torch::aot, "partitioner found no cut between forward and backward");
    TORCH_ARTIFACT(aot_joint_graph, "{}", R"(TRACED GRAPH
 ===== Joint graph 0 =====
 class joint_helper(torch.nn.Module):
    def forward(self, primals, tangents):
        primals_1: "f32[3, 4]"; primals_2: "f32[3, 4]"; tangents_1: "f32[3, 4]"
        sin: "f32[3, 4]" = torch.ops.aten.sin.default(primals_1)
        add: "f32[3, 4]" = torch.ops.aten.add.Tensor(sin, primals_2)
        cos: "f32[3, 4]" = torch.ops.aten.cos.default(primals_1)
        mul: "f32[3, 4]" = torch.ops.aten.mul.Tensor(tangents_1, cos)
        return ([add], [mul, tangents_1]))");
    TORCH_ARTIFACT(aot_graphs, "{}", R"(TRACED GRAPH
 ===== Forward graph 0 =====
 class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "f32[3, 4]", primals_2: "f32[3, 4]"):
        sin: "f32[3, 4]" = torch.ops.aten.sin.default(primals_1)
        add: "f32[3, 4]" = torch.ops.aten.add.Tensor(sin, primals_2);  sin = primals_2 = None
        return (add, primals_1)

 ===== Backward graph 0 =====
 class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "f32[3, 4]", tangents_1: "f32[3, 4]"):
        cos: "f32[3, 4]" = torch.ops.aten.cos.default(primals_1);  primals_1 = None
        mul: "f32[3, 4]" = torch.ops.aten.mul.Tensor(tangents_1, cos);  cos = None
        return (mul, tangents_1))");
    TORCH_ARTIFACT(aot_graphs_effects, "{}", R"(TRACED GRAPH
 ===== Forward graph 1 =====
 def forward(self, token, arg0_1):
    with_effects = torch.ops.higher_order.with_effects(token, torch.ops.aten._print.default, 'half way')
    getitem = with_effects[0];  with_effects = None
    return (getitem, arg0_1))");
}

void autograd() {
    SLUICE_DEBUG(torch::autograd, "accumulating into leaf {}", "weight");
    SLUICE_INFO(torch::autograd, "backward pass over {} nodes", 12);
    SLUICE_WARNING(torch::autograd, "gradient layout of {} differs from its parameter's", "weight");
    SLUICE_ERROR(torch::autograd, "{} returned nan values in its output {}", "DivBackward0", 0);
    SLUICE_CRITICAL(torch::autograd, "worker thread of device {} is gone", "cuda:0");
    sluice::context const where("[!0/2/0]");
    TORCH_ARTIFACT(compiled_autograd, "{}", R"(TRACED GRAPH
 ===== Compiled autograd graph =====
 class CompiledAutograd(torch.nn.Module):
    def forward(self, inputs, sizes, scalars, hooks):
        # File: SumBackward0 (NodeCall 1)
        expand = torch.ops.aten.expand.default(inputs[0], [3, 4])
        # File: CompiledFunctionBackward0 (NodeCall 2)
        aot0_mul = torch.ops.aten.mul.Tensor(expand, inputs[1])
        return [])");
    TORCH_ARTIFACT(compiled_autograd_verbose, "{}",
                   R"(Cache miss due to new autograd node: SumBackward0 (NodeCall 1)
FX graph node 'expand' <- SumBackward0 (NodeCall 1), sizes [3, 4]
FX graph node 'aot0_mul' <- CompiledFunctionBackward0 (NodeCall 2), backward graph 0)");
}

void onnx() {
    SLUICE_DEBUG(torch::onnx, "op-level debugging: aten.sin -> {}", "Sin");
    SLUICE_INFO(torch::onnx, "obtaining the model graph for {} by torch.export", "Toy()");
    SLUICE_WARNING(torch::onnx, "input {} has no name; it is called {}", 0, "input_0");
    SLUICE_ERROR(torch::onnx, "no ONNX function for {}", "mylib.sample.default");
    SLUICE_CRITICAL(torch::onnx, "onnxruntime rejected the model");
    TORCH_ARTIFACT(onnx_diagnostics, "{}", R"(## Return value
torch.onnx.OnnxProgram with 3 nodes
FXE0012:fx-node-to-onnx aten.sin.default ok
FXE0013:op-level-debugging aten.add.Tensor warning: type promoted to float32)");
}

void torch() {
    SLUICE_DEBUG(torch::torch, "adding a library for {}", "mylib");
    SLUICE_INFO(torch::torch, "registering {} as the default device", "cpu");
    SLUICE_WARNING(torch::torch, "cuDNN {} is older than {}", "9.1", "9.3");
    SLUICE_ERROR(torch::torch, "can't load {}", "libmylib.so");
    SLUICE_CRITICAL(torch::torch, "out of memory in the allocator of pinned pages");
    TORCH_ARTIFACT(annotation, "annotation {} set on {} nodes", "{'pipeline_stage': 0}", 3);
}

}  // namespace torch_logs
