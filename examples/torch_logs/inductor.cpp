// Logs of TorchInductor, which lowers, schedules, fuses and tunes a graph into kernels.
#include "artifact.hpp"
#include "emit.hpp"
#include "logs.hpp"

namespace torch_logs {
namespace {

void graphs() {
    TORCH_ARTIFACT(pre_grad_graphs, "{}", R"(BEFORE PRE GRAD
 class GraphModule(torch.nn.Module):
    def forward(self, L_x_: "f32[3, 4]", L_y_: "f32[3, 4]"):
        sin: "f32[3, 4]" = torch.sin(L_x_)
        z: "f32[3, 4]" = sin + L_y_
        return (z,))");
    TORCH_ARTIFACT(post_grad_graphs, "{}", R"(AFTER POST GRAD
 class GraphModule(torch.nn.Module):
    def forward(self, primals_1: "f32[3, 4]", primals_2: "f32[3, 4]"):
        sin: "f32[3, 4]" = torch.ops.aten.sin.default(primals_1)
        add: "f32[3, 4]" = torch.ops.aten.add.Tensor(sin, primals_2)
        return (add, primals_1))");
    TORCH_ARTIFACT(ir_pre_fusion, "{}", R"(BEFORE FUSION
op0: SchedulerNode(ComputedBuffer)
op0.writes = [MemoryDep('buf0', c0, {c0: 12})]
op0.met_dependencies = []
class op0_loop_body:
    var_ranges = {p0: 12}
    def body(self, ops):
        load = ops.load('primals_1', p0)
        sin = ops.sin(load))");
    TORCH_ARTIFACT(ir_post_fusion, "{}", R"(AFTER FUSION
op0_op1: FusedSchedulerNode(SchedulerNode,SchedulerNode)
op0_op1.writes = [MemoryDep('buf0', c0, {c0: 12}), MemoryDep('buf1', c0, {c0: 12})]
op0_op1.last_usage = {'buf0'})");
}

void scheduling() {
    TORCH_ARTIFACT(compute_dependencies, "{}", R"(BUFFER USER LIST
===== AFTER SCHEDULING =====
{'buf0': [NodeUser(node=op1, can_inplace=True)], 'buf1': [NodeUser(node=OUTPUT)]})");
    TORCH_ARTIFACT(schedule, "{}", R"(scheduling: [op0, op1]
op0 -> op1: buf0
op1 -> OUTPUT: buf1)");
    TORCH_ARTIFACT(partitioned_scatter, "{}: {} partitions, {} MiB more, contention {:.1f} -> {:.1f}", "index_put_1", 8,
                   16, 96.0, 12.0);
    TORCH_ARTIFACT(fusion, "{}", R"(===== attempting fusion (1/10): 2 nodes =====
fuse_nodes_once, candidates:
  SchedulerNode(name='op0'), Pointwise(['[12]', 'origins=sin'])
  SchedulerNode(name='op1'), Pointwise(['[12]', 'origins=add'])
found 1 possible fusions
fusing op0 with op1
completed fusion round (1/10): fused 2 nodes into 1 nodes)");
    TORCH_ARTIFACT(loop_ordering, "Reordered loops of {}: {} -> {}", "op1", "(c0, c1)", "(c1, c0)");
    TORCH_ARTIFACT(loop_tiling, "tiling {{'x': 4, 'y': 3}} scores {} of {} bytes coalesced", 96, 144);
    TORCH_ARTIFACT(auto_chunker, "Chunk {} along dimension {}: {} chunks of {}", "mm_1", 0, 4, 2048);
    TORCH_ARTIFACT(overlap, "{}", R"(==== Visualize overlap before reordering pass ====
op0   all_gather_into_tensor (12.5 us)
  op1   mm (9.8 us)
op2   wait_tensor
Est. runtime (ms): 0.0232)");
    TORCH_ARTIFACT(overlap_scheduling, "moved {} in front of {}: {} us of it are hidden", "all_gather_1", "mm_3", 9.8);
    TORCH_ARTIFACT(node_runtime_estimation, "{}: {} us by roofline, {} us measured", "mm_3", 9.1, 9.8);
    TORCH_ARTIFACT(inductor_metrics, "{}", R"(Overview of graph 0:
  nodes before fusion: 2, after: 1
  bytes accessed: 144
  estimated run time: 1.2 us)");
}

void kernels() {
    TORCH_ARTIFACT(perf_hints, "{}", R"(reduction over non-contiguous dims
shape=[3, 4]
stride=[1, 3])");
    TORCH_ARTIFACT(benchmarking, "Benchmarked {} in {:.2f} us ({} repetitions, {} warm-up)", "triton_poi_0", 3.58, 100,
                   25);
    TORCH_ARTIFACT(autotuning, "{}", R"(Autotune choices for mm(64x64, 64x64):
  triton_mm_4  0.0061 ms  100.0%  BLOCK_M=32, BLOCK_N=32, BLOCK_K=64, num_stages=3, num_warps=4
  mm           0.0082 ms   74.6%
  triton_mm_1  0.0092 ms   66.7%  BLOCK_M=16, BLOCK_N=32, BLOCK_K=32, num_stages=2, num_warps=2)");
    TORCH_ARTIFACT(autotuning_inputs, "{}", R"(Autotune inputs for triton_poi_fused_add_sin_0:
  in_ptr0: shape=[3, 4], stride=[4, 1], dtype=torch.float32
  in_ptr1: shape=[3, 4], stride=[4, 1], dtype=torch.float32
  xnumel: 12)");
    TORCH_ARTIFACT(incremental, "keeps {} of {} launchers after {} runs; next: {}", 2, 5, 64, "XBLOCK=128");
    TORCH_ARTIFACT(caching, "memoized {}: {}, key {}", "choices_for_mm", "miss", "f32_64x64_64x64");
    TORCH_ARTIFACT(kernel_code, "{}", R"(Kernel: triton_poi_fused_add_sin_0
@triton.jit
def triton_poi_fused_add_sin_0(in_ptr0, in_ptr1, out_ptr0, xnumel, XBLOCK : tl.constexpr):
    xnumel = 12
    xindex = tl.program_id(0) * XBLOCK + tl.arange(0, XBLOCK)[:]
    xmask = xindex < xnumel
    tmp0 = tl.load(in_ptr0 + (xindex), xmask)
    tmp1 = tl.load(in_ptr1 + (xindex), xmask)
    tl.store(out_ptr0 + (xindex), tl_math.sin(tmp0) + tmp1, xmask))");
    TORCH_ARTIFACT(output_code, "{}", R"(Output code:
# AOT ID: ['0_forward']
triton_poi_fused_add_sin_0 = async_compile.triton('triton_poi_fused_add_sin_0', '''...''')

def call(args):
    primals_1, primals_2 = args
    assert_size_stride(primals_1, (3, 4), (4, 1))
    buf0 = empty_strided_cuda((3, 4), (4, 1), torch.float32)
    triton_poi_fused_add_sin_0.run(primals_1, primals_2, buf0, 12, stream=get_raw_stream(0))
    return (buf0, primals_1))");
    TORCH_ARTIFACT(cudagraph_static_inputs, "static inputs of the forward graph: {}", "[2, 3]");
    TORCH_ARTIFACT(cudagraphs, "Recording function {} of graph recording id {}", 0, 0);
}

}  // namespace

void inductor() {
    sluice::context const where("[0/0_1]");
    SLUICE_INFO(torch::inductor, "Step {}: {} compiling FORWARDS graph {}", 3, "torchinductor", 0);
    graphs();
    SLUICE_DEBUG(torch::inductor, "lowering {}", "%sin : [num_users=1] = call_function[target=aten.sin.default]");
    SLUICE_WARNING(torch::inductor, "not enough SMs to use max_autotune_gemm mode");
    scheduling();
    SLUICE_ERROR(torch::inductor, "Triton compilation failed: {}", "triton_poi_fused_add_sin_0");
    kernels();
    SLUICE_CRITICAL(torch::inductor, "generated module {} can't be imported", "cxyz.py");
}

void cache() {
    sluice::context const where("[0/0_1]");
    SLUICE_DEBUG(torch::cache, "looking up {}", "fx-graph-v1:6f3c");
    SLUICE_INFO(torch::cache, "remote cache: {} hits, {} misses", 3, 1);
    SLUICE_WARNING(torch::cache, "remote cache answered after {} ms", 870);
    SLUICE_ERROR(torch::cache, "entry {} can't be read back", "fx-graph-v1:6f3c");
    SLUICE_CRITICAL(torch::cache, "cache folder is gone");
}

void async_compile() {
    SLUICE_DEBUG(torch::async_compile, "submitting {} to the pool", "triton_poi_fused_add_sin_0");
    SLUICE_INFO(torch::async_compile, "creating a pool of {} worker processes", 32);
    SLUICE_WARNING(torch::async_compile, "pool is not ready; compiling in this process");
    SLUICE_ERROR(torch::async_compile, "worker {} ended with status {}", 7, 1);
    SLUICE_CRITICAL(torch::async_compile, "no worker is left");
}

}  // namespace torch_logs
