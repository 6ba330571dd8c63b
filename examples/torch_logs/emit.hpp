// Emits sample logs of PyTorch's parts while one small model is compiled and trained: one function per component, which
// logs each level and each artifact of the component once. Independent of settings.
#pragma once

namespace torch_logs {

// dynamo.cpp
void dynamo();
void dynamic();
void fake_tensor();
void export_();

// aot.cpp
void aot();
void autograd();
void onnx();
void torch();

// inductor.cpp
void inductor();
void cache();
void async_compile();

// distributed.cpp
void distributed();
void c10d();
void ddp();
void pp();
void fsdp();
void dtensor();

/// Calls all of the above, then logs each level of each module.
void emit_everything();

}  // namespace torch_logs
