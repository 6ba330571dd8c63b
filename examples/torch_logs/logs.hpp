// Declares PyTorch's components and artifacts (torch/_logging/_registrations.py) with sluice: the same names, loggers
// and defaults, so that settings have the same meaning.
#pragma once

#include <sluice/sluice.hpp>

// clang-format off
SLUICE_REGISTRY(torch, "TORCH_LOGS",
    // components
    (async_compile, "Compiling kernels in worker processes",
        loggers("torch._inductor.async_compile", "torch._inductor.compile_worker.tracked_process_pool"))
    (cache, "Looking up compiled code in local and remote caches",
        loggers("torch._inductor.remote_cache", "torch._inductor.fb.remote_cache"))
    (dynamo, "Turning Python bytecode into graphs",
        loggers("torch._dynamo",
                "torch.fx.experimental.symbolic_shapes",
                "torch.fx.experimental.sym_node",
                "torch.fx.experimental.recording"))
    (fake_tensor, "Running operators on shapes alone, without data",
        loggers("torch._subclasses.fake_tensor"))
    (aot, "Tracing forward and backward graphs ahead of time",
        loggers("torch._functorch.aot_autograd", "torch._functorch._aot_autograd"))
    (autograd, "The engine that runs backward passes",
        loggers("torch.autograd"))
    (inductor, "Lowering graphs to kernels, and scheduling them",
        loggers("torch._inductor", "torch._inductor.cudagraph_trees"))
    (dynamic, "Symbolic shapes: guards, constraints, specialization",
        loggers("torch.fx.experimental.symbolic_shapes",
                "torch.fx.experimental.sym_node",
                "torch.fx.experimental.recording"))
    (torch, "Everything below the root",
        loggers("torch"))
    (distributed, "All that talks to other processes",
        loggers("torch.distributed", "torch._dynamo.backends.distributed", "torch.nn.parallel.distributed"))
    (c10d, "Process groups, collectives and rendezvous",
        loggers("torch.distributed.distributed_c10d", "torch.distributed.rendezvous"))
    (ddp, "Data parallel training: gradients and buckets",
        loggers("torch.nn.parallel.distributed", "torch._dynamo.backends.distributed"))
    (pp, "Pipeline parallel training: stages and schedules",
        loggers("torch.distributed.pipelining"))
    (fsdp, "Fully sharded data parallel: shards and gathers",
        loggers("torch.distributed.fsdp", "torch.distributed._composable.fsdp"))
    (dtensor, "Tensors that are laid out over a mesh of devices",
        loggers("torch.distributed._tensor", "torch.distributed.tensor"))
    (onnx, "Exporting models to ONNX",
        loggers("torch.onnx"))
    (export_, "Capturing a whole program for use elsewhere", named("export"),
        loggers("torch._dynamo",
                "torch.export",
                "torch.export.dynamic_shapes",
                "torch.fx.experimental.symbolic_shapes",
                "torch.fx.experimental.sym_node",
                "torch.fx.experimental.recording",
                "torch._export.converter",
                "torch._export.non_strict_utils",
                "torch._export.serde.serialize",
                "torch.fx.experimental.proxy_tensor")),
    // artifacts
    (cudagraphs, inductor, "Why a region is recorded as a CUDA graph, or is not",
        logger("torch._inductor.cudagraph_trees"), hidden)
    (guards, dynamo, "The conditions under which compiled code may be used again",
        logger("torch._dynamo.guards"))
    (verbose_guards, dynamo, "Guards with the code that each comes from",
        logger("torch._dynamo.guards"), off_by_default, hidden)
    (bytecode, dynamo, "Bytecode of a frame, before and after it was rewritten",
        logger("torch._dynamo.convert_frame"), off_by_default, hidden)
    (graph, dynamo, "The captured graph as a table of its nodes",
        logger("torch._dynamo.output_graph"), hidden)
    (graph_code, dynamo, "The captured graph as Python code",
        logger("torch._dynamo.output_graph"), hidden)
    (graph_code_verbose, dynamo, "The captured graph as code, at every stage on the way",
        logger("torch._dynamo.output_graph"), hidden)
    (graph_sizes, dynamo, "The size of each tensor in the captured graph",
        logger("torch._dynamo.output_graph"), hidden)
    (trace_source, dynamo, "Each source line as it is traced",
        logger("torch._dynamo.symbolic_convert"), hidden)
    (trace_call, dynamo, "Each call as it is traced, with its place in the line",
        logger("torch._dynamo.output_graph"), hidden)
    (trace_bytecode, dynamo, "Each instruction as it is traced, with the stack",
        logger("torch._dynamo.symbolic_convert"), hidden)
    (aot_graphs, aot, "Forward and backward graphs as handed to the compiler",
        logger("torch._functorch._aot_autograd.jit_compile_runtime_wrappers"))
    (aot_joint_graph, aot, "The joint graph, before it is cut into forward and backward",
        logger("torch._functorch._aot_autograd.dispatch_and_compile_graph"), hidden)
    (aot_graphs_effects, aot, "Graphs whose operators have side effects, with their tokens",
        logger("torch._functorch._aot_autograd.dispatch_and_compile_graph"))
    (pre_grad_graphs, inductor, "The graph before autograd has touched it",
        logger("torch._inductor.compile_fx"), hidden)
    (post_grad_graphs, inductor, "The graph after passes over forward and backward",
        logger("torch._inductor.compile_fx"), hidden)
    (ir_pre_fusion, inductor, "The intermediate representation before fusion",
        logger("torch._inductor.debug"), off_by_default, hidden)
    (ir_post_fusion, inductor, "The intermediate representation after fusion",
        logger("torch._inductor.debug"), off_by_default, hidden)
    (compiled_autograd, autograd, "The backward graph that was captured as it ran",
        logger("torch._dynamo.compiled_autograd"))
    (compiled_autograd_verbose, autograd, "How nodes of the backward pass map to captured ones",
        logger("torch._dynamo.compiled_autograd"), off_by_default, hidden)
    (ddp_graphs, ddp, "How a graph is split at bucket boundaries",
        logger("torch._dynamo.backends.distributed"), hidden)
    (recompiles, dynamo, "Which guard failed when a function is compiled again",
        logger("torch._dynamo.guards"))
    (recompiles_verbose, dynamo, "Every guard that failed, of every cached version",
        logger("torch._dynamo.guards"), off_by_default)
    (graph_breaks, dynamo, "Where and why capture stopped, with the user's stack",
        logger("torch._dynamo.symbolic_convert"))
    (side_effects, dynamo, "Mutations that are replayed after the graph has run",
        logger("torch._dynamo.side_effects"))
    (not_implemented, fake_tensor, "Operators that answered NotImplemented",
        hidden)
    (output_code, inductor, "The code that was generated, a file for a graph",
        logger("torch._inductor.codecache"), off_by_default)
    (kernel_code, inductor, "The code that was generated, kernel by kernel",
        logger("torch._inductor.codecache"), off_by_default)
    (schedule, inductor, "The order in which nodes are to run",
        logger("torch._inductor.scheduler"), off_by_default, hidden)
    (perf_hints, inductor, "What keeps a graph from running faster",
        logger("torch._inductor.utils"), off_by_default, hidden)
    (onnx_diagnostics, onnx, "What went wrong, or nearly did, in an export to ONNX",
        logger("torch.onnx._internal"), off_by_default, hidden)
    (compute_dependencies, inductor, "Which buffers each node reads and writes",
        logger("torch._inductor.scheduler"), off_by_default, hidden)
    (fusion, inductor, "Every pair of nodes that was or wasn't fused, and why",
        logger("torch._inductor.scheduler"), off_by_default, hidden)
    (loop_ordering, inductor, "Loop orders that were tried",
        logger("torch._inductor.scheduler"), off_by_default, hidden)
    (loop_tiling, inductor, "Tile sizes that were considered for each loop",
        logger("torch._inductor.tiling_utils"), off_by_default, hidden)
    (auto_chunker, inductor, "How a large tensor is cut into chunks",
        logger("torch._inductor.auto_chunker"), off_by_default, hidden)
    (overlap, inductor, "Which collectives run beside which computations",
        logger("torch._inductor.comms"), off_by_default, hidden)
    (overlap_scheduling, inductor, "How nodes are moved so that transfers are hidden",
        logger("torch._inductor.fx_passes.overlap_scheduling"), off_by_default, hidden)
    (sym_node, dynamic, "Every operation on symbolic values",
        logger("torch.fx.experimental.sym_node"), off_by_default, hidden)
    (trace_shape_events, dynamic, "Each event of the shape environment, to replay it",
        logger("torch.fx.experimental.recording"), off_by_default, hidden)
    (cudagraph_static_inputs, inductor, "Which inputs of a CUDA graph stay at their addresses",
        logger("torch._inductor.cudagraph_utils"), off_by_default, hidden)
    (benchmarking, inductor, "How candidates are timed",
        logger("torch._inductor.runtime.benchmarking"), off_by_default, hidden)
    (incremental, inductor, "Incremental tuning: what is kept and what is tried next",
        logger("torch._inductor.runtime.autotune"), off_by_default, hidden)
    (node_runtime_estimation, inductor, "Estimated run time of each node",
        logger("torch._inductor.fx_passes.node_runtime_estimation"), off_by_default, hidden)
    (autotuning, inductor, "Every kernel configuration that was tried, with its time",
        logger("torch._inductor.select_algorithm"), off_by_default, hidden)
    (graph_region_expansion, dynamo, "How repeated regions of a graph are grown",
        logger("torch._dynamo.graph_region_tracker"), off_by_default, hidden)
    (inductor_metrics, inductor, "Counters: bytes moved, kernels, fusions",
        logger("torch._inductor.scheduler"), off_by_default, hidden)
    (hierarchical_compile, dynamo, "Regions that are compiled once and used many times",
        logger("torch._dynamo.graph_deduplication"), off_by_default, hidden)
    (annotation, torch, "Annotations that users put on regions of a graph",
        logger("torch.fx.traceback"), off_by_default, hidden)
    (caching, inductor, "Hits, misses and keys of the run-time cache",
        logger("torch._inductor.runtime.caching"), off_by_default, hidden)
    (autotuning_inputs, inductor, "Shapes, types and strides of the tensors that kernels are tuned with",
        logger("torch._inductor.runtime.triton_heuristics"), off_by_default, hidden)
    (partitioned_scatter, inductor, "Which scatters are split into partitions, so that threads wait less for each other",
        logger("torch._inductor.fx_passes.reduced_atomic_contention"), off_by_default, hidden))

// Loggers of modules, which don't belong to a single component.
namespace torch {
SLUICE_MODULE(dynamo_output_graph, "torch._dynamo.output_graph")
SLUICE_MODULE(dynamo_variables_builder, "torch._dynamo.variables.builder")
SLUICE_MODULE(dynamo_backends_distributed, "torch._dynamo.backends.distributed")
SLUICE_MODULE(inductor_scheduler, "torch._inductor.scheduler")
SLUICE_MODULE(inductor_codecache, "torch._inductor.codecache")
SLUICE_MODULE(nn, "torch.nn")
SLUICE_MODULE(distributed_fsdp_wrap, "torch.distributed.fsdp.wrap")
SLUICE_MODULE(distributed_elastic_agent, "torch.distributed.elastic.agent")
SLUICE_MODULE(fx_experimental_symbolic_shapes_deep, "torch.fx.experimental.symbolic_shapes.deep")
SLUICE_MODULE(dynamox, "torch._dynamox")
SLUICE_MODULE(onnx_verify_x, "torch.onnx.verify.x")
}  // namespace torch
// clang-format on
