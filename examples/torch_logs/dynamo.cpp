// Logs of TorchDynamo, which traces a function's bytecode into a graph, up to a break, and again when a guard fails.
//
//     5  @torch.compile
//     6  def toy(x, y):
//     7      z = torch.sin(x) + y
//     8      print("half way")
//     9      return z.relu()
#include "artifact.hpp"
#include "emit.hpp"
#include "logs.hpp"

namespace torch_logs {
namespace {

void tracing() {
    TORCH_ARTIFACT(bytecode, "{}", R"(ORIGINAL BYTECODE toy model.py line 6
  7           2 LOAD_GLOBAL              0 (torch)
             14 LOAD_METHOD              1 (sin)
             36 LOAD_FAST                0 (x)
             38 CALL                     1
             48 LOAD_FAST                1 (y)
             50 BINARY_OP                0 (+)
             54 STORE_FAST               2 (z)
MODIFIED BYTECODE toy model.py line 6
  6           2 LOAD_GLOBAL              4 (__compiled_fn_1)
             14 LOAD_FAST                0 (x)
             16 LOAD_FAST                1 (y)
             18 CALL                     2)");
    TORCH_ARTIFACT(trace_source, "{}", R"(TRACE starts_line model.py:7 in toy (toy)
        z = torch.sin(x) + y)");
    TORCH_ARTIFACT(trace_bytecode, "TRACE {} {} {}", "LOAD_FAST", "y", "[TensorVariable()]");
    TORCH_ARTIFACT(trace_call, "{}", R"(TRACE FX call sin from model.py:7 in toy (toy)
        z = torch.sin(x) + y
            ~~~~~~~~~^^^)");
    TORCH_ARTIFACT(graph_breaks, "{}", R"(Graph break in user code at model.py:8
Reason: Failed to trace builtin operator `print`
User code traceback:
  File "model.py", line 14, in train
    toy(x, y).sum().backward()
  File "model.py", line 8, in toy
    print("half way"))");
}

void graphs_and_guards() {
    TORCH_ARTIFACT(graph, "{}", R"(TRACED GRAPH
 __compiled_fn_1
opcode         name    target                            args         kwargs
-------------  ------  --------------------------------  -----------  --------
placeholder    l_x_    L_x_                              ()           {}
placeholder    l_y_    L_y_                              ()           {}
call_function  sin     <built-in method sin>             (l_x_,)      {}
call_function  z       <built-in function add>           (sin, l_y_)  {}
output         output  output                            ((z,),)      {})");
    TORCH_ARTIFACT(graph_code, "{}", R"(TRACED GRAPH
 ===== __compiled_fn_1 =====
 class GraphModule(torch.nn.Module):
    def forward(self, L_x_: "f32[3, 4][4, 1]cpu", L_y_: "f32[3, 4][4, 1]cpu"):
        # File: model.py:7 in toy, code: z = torch.sin(x) + y
        sin: "f32[3, 4][4, 1]cpu" = torch.sin(L_x_);  L_x_ = None
        z: "f32[3, 4][4, 1]cpu" = sin + L_y_;  sin = L_y_ = None
        return (z,))");
    TORCH_ARTIFACT(graph_code_verbose, "{}", R"(BEFORE PRE GRAD PASSES
 ===== __compiled_fn_1 =====
 class GraphModule(torch.nn.Module):
    def forward(self, L_x_: "f32[3, 4]", L_y_: "f32[3, 4]"):
        sin: "f32[3, 4]" = torch.sin(L_x_)
        z: "f32[3, 4]" = sin + L_y_
        return (z,))");
    TORCH_ARTIFACT(graph_sizes, "{}", R"(TRACED GRAPH TENSOR SIZES
===== __compiled_fn_1 =====
l_x_: (3, 4)
l_y_: (3, 4)
sin: (3, 4)
z: (3, 4))");
    TORCH_ARTIFACT(side_effects, "{}", R"(Mutating object of type list (source: L['self'].history)
    File "model.py", line 12, in remember
      self.history.append(z))");
    TORCH_ARTIFACT(guards, "{}", R"(GUARDS:
TREE_GUARD_MANAGER:
+- RootGuardManager
| +- GLOBAL_STATE: ___check_global_state()
| +- GuardManager: source=L['x'], accessed_by=FrameLocalsGuardAccessor(key='x')
| | +- TENSOR_MATCH: check_tensor(L['x'], Tensor, torch.float32, device=None, size=[3, 4], stride=[4, 1])
| +- GuardManager: source=L['y'], accessed_by=FrameLocalsGuardAccessor(key='y')
| | +- TENSOR_MATCH: check_tensor(L['y'], Tensor, torch.float32, device=None, size=[3, 4], stride=[4, 1]))");
    TORCH_ARTIFACT(verbose_guards, "{}", R"(GUARD: L['x'].size()[0] == 3
Stack:
  File "model.py", line 7, in toy
    z = torch.sin(x) + y)");
    TORCH_ARTIFACT(graph_region_expansion, "Expanding candidates {} around node {}: shapes differ, stop",
                   "[[sin, z], [sin_1, z_1]]", "relu");
    TORCH_ARTIFACT(hierarchical_compile, "Created subgraph_{} from {} nodes, used at {} places", 0, 2, 2);
}

void recompiling() {
    TORCH_ARTIFACT(recompiles, "{}", R"(Recompiling function toy in model.py:6
    triggered by the following guard failure(s):
    - 0/0: tensor 'x' size mismatch at index 0. expected 3, actual 5)");
    TORCH_ARTIFACT(recompiles_verbose, "{}", R"(Recompiling function toy in model.py:6
    triggered by the following guard failure(s):
    guard 0 failures:
    - 0/0: tensor 'x' size mismatch at index 0. expected 3, actual 5
    - 0/0: tensor 'y' size mismatch at index 0. expected 3, actual 5)");
}

}  // namespace

void dynamo() {
    {
        sluice::context const first_attempt("[0/0]");
        SLUICE_INFO(torch::dynamo, "start tracing toy {}:{}", "model.py", 6);
        SLUICE_DEBUG(torch::dynamo, "create_graph_input L_x_ L['x'] FakeTensor(..., size=({}, {}))", 3, 4);
        tracing();
    }
    {
        sluice::context const after_the_graph_break("[0/0_1]");
        graphs_and_guards();
    }
    {
        sluice::context const other_sizes("[0/1]");
        recompiling();
        SLUICE_WARNING(torch::dynamo, "recompile_limit ({}) will soon be hit by toy (model.py:6)", 8);
    }
    SLUICE_ERROR(torch::dynamo, "compiled code of toy failed its check: results differ by {:.1e}", 3e-2);
    SLUICE_CRITICAL(torch::dynamo, "no compiler backend is left: falling back to eager mode");
}

void dynamic() {
    sluice::context const where("[0/1]");
    SLUICE_DEBUG(torch::dynamic, "eval {} [{}]", "s0 >= 2", "statically known");
    SLUICE_INFO(torch::dynamic, "create_symbol s0 = 5 for L['x'].size()[0] [2, int_oo] at model.py:7 in toy");
    SLUICE_WARNING(torch::dynamic, "failed during evaluate_expr({}): s0 was specialised to {}", "Eq(s0, 5)", 5);
    SLUICE_ERROR(torch::dynamic, "constraint violated: dimension 0 of x was marked dynamic, but must be {}", 5);
    SLUICE_CRITICAL(torch::dynamic, "shape environment is inconsistent: s0 has no values left");
    TORCH_ARTIFACT(sym_node, "{} {} {} -> {}", "add", "s0", "1", "s0 + 1");
    // One of the details that TORCH_DTRACE adds.
    SLUICE_DTRACE(torch::logs, "expression_created",
                  sluice::json_object({{"method", "add"},
                                       {"result", "s0 + 1"},
                                       {"result_id", 2},
                                       {"arguments", sluice::json_array({"s0", "1"})},
                                       {"argument_ids", sluice::json_array({1})}}));
    TORCH_ARTIFACT(trace_shape_events, "{}", R"(call=ShapeEnv.create_symbol() args=(5, LocalSource('x')) -> s0
call=ShapeEnv.evaluate_expr() args=(s0 < 10,) -> True)");
}

void fake_tensor() {
    sluice::context const where("[0/1]");
    SLUICE_DEBUG(torch::fake_tensor, "FakeTensor cache hit: aten.{} {}", "add.Tensor", "f32[s0, 4]");
    SLUICE_INFO(torch::fake_tensor, "FakeTensor cache: {} hits, {} misses", 41, 7);
    SLUICE_WARNING(torch::fake_tensor, "no fake kernel for mylib::sample; running it on zeros");
    SLUICE_ERROR(torch::fake_tensor, "unhandled device mix: {} and {}", "cpu", "cuda:0");
    SLUICE_CRITICAL(torch::fake_tensor, "fake tensor holds data");
    TORCH_ARTIFACT(not_implemented, "{}", R"(FakeTensor mode was not implemented for:
    operator aten.where.ScalarOther, types (FakeTensor, ScaledTensor))");
}

void export_() {
    SLUICE_DEBUG(torch::export_, "lifted constant {} to a buffer", "lifted_tensor_0");
    SLUICE_INFO(torch::export_, "exporting toy in strict mode with {} inputs", 2);
    SLUICE_WARNING(torch::export_, "input y is not used in the exported program");
    SLUICE_ERROR(torch::export_, "dynamic dimension batch was specialised to {}", 3);
    SLUICE_CRITICAL(torch::export_, "exported program has no graph");
}

}  // namespace torch_logs
