// Logs of torch.distributed, from processes that train one model together.
#include "artifact.hpp"
#include "emit.hpp"
#include "logs.hpp"

namespace torch_logs {

void distributed() {
    SLUICE_DEBUG(torch::distributed, "store: waiting for {} keys", 4);
    SLUICE_INFO(torch::distributed, "world of {} processes on {} hosts", 8, 2);
    SLUICE_WARNING(torch::distributed, "environment variable {} is deprecated; use {}", "NCCL_DEBUG_LEVEL",
                   "NCCL_DEBUG");
    SLUICE_ERROR(torch::distributed, "rank {} left the world", 3);
    SLUICE_CRITICAL(torch::distributed, "no quorum: {} of {} processes answer", 3, 8);
}

void c10d() {
    SLUICE_DEBUG(torch::c10d, "all_reduce of {} bytes in group {}", 4096, "default_pg");
    SLUICE_INFO(torch::c10d, "rendezvous by {} took {} ms", "env://", 120);
    SLUICE_WARNING(torch::c10d, "group {} was destroyed with work under way", "default_pg");
    SLUICE_ERROR(torch::c10d, "collective {} timed out after {} s", "ALLREDUCE", 600);
    SLUICE_CRITICAL(torch::c10d, "watchdog ends the process");
}

void ddp() {
    SLUICE_DEBUG(torch::ddp, "bucket {} holds {} parameters", 0, 14);
    SLUICE_INFO(torch::ddp, "reducer: bucket capacity {} MiB, first bucket {} MiB", 25, 1);
    SLUICE_WARNING(torch::ddp, "find_unused_parameters is set, and none was found");
    SLUICE_ERROR(torch::ddp, "parameter {} differs between ranks {} and {}", "conv.weight", 0, 2);
    SLUICE_CRITICAL(torch::ddp, "gradient of {} was marked ready twice", "conv.weight");
    sluice::context const where("[1/0]");
    TORCH_ARTIFACT(ddp_graphs, "{}", R"(DDPOptimizer used bucket cap 26214400 and created 2 buckets.
  Index    Size (b)  Param Names
-------  ----------  --------------------
      0      401408  fc.weight, fc.bias
      1     9437184  conv.weight)");
}

void pp() {
    SLUICE_DEBUG(torch::pp, "stage {} forward of microbatch {}", 1, 3);
    SLUICE_INFO(torch::pp, "schedule {} over {} stages", "1F1B", 4);
    SLUICE_WARNING(torch::pp, "{} microbatches leave {} stages idle", 2, 4);
    SLUICE_ERROR(torch::pp, "stage {} received shape {}, expected {}", 2, "[4, 64]", "[8, 64]");
    SLUICE_CRITICAL(torch::pp, "stage {} is not connected", 3);
}

void fsdp() {
    SLUICE_DEBUG(torch::fsdp, "unshard {} ({} bytes)", "layers.3", 1048576);
    SLUICE_INFO(torch::fsdp, "sharding {} parameters over {} ranks", 148, 8);
    SLUICE_WARNING(torch::fsdp, "forward prefetching is on, but the order of {} changed", "layers.3");
    SLUICE_ERROR(torch::fsdp, "shard of {} is on the wrong device", "layers.3.weight");
    SLUICE_CRITICAL(torch::fsdp, "state of rank {} can't be restored", 5);
}

void dtensor() {
    SLUICE_DEBUG(torch::dtensor, "redistribute {} -> {}", "[Shard(0)]", "[Replicate()]");
    SLUICE_INFO(torch::dtensor, "mesh {} of {}", "(2, 4)", "cuda");
    SLUICE_WARNING(torch::dtensor, "uneven sharding of dimension {}: {} over {}", 0, 10, 4);
    SLUICE_ERROR(torch::dtensor, "operator {} has no sharding strategy", "aten.linalg_qr.default");
    SLUICE_CRITICAL(torch::dtensor, "meshes of the arguments differ");
}

}  // namespace torch_logs
