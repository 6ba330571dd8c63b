// What PyTorch's parts would say while one small model is compiled and trained: a function a component, named as it
// is, which logs each of its levels and each of its artifacts once. Knows nothing of settings.
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

/// All of the above, then each level of each module.
void emit_everything();

}  // namespace torch_logs
