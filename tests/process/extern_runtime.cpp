// With SLUICE_CFG_RUNTIME=extern: the one file that carries the runtime. The linker wants it.
#include <sluice/runtime.hpp>
