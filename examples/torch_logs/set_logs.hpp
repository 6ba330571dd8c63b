// PyTorch's documented calls of torch._logging.set_logs(), in C++.
#pragma once

namespace torch_logs {

/// Makes each call in turn; after each, prints its title on stdout and emits everything.
void show_set_logs();

}  // namespace torch_logs
