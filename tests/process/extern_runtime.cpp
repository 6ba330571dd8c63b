// Compiles the runtime, which programs with SLUICE_CFG_RUNTIME=extern need once.
#include <sluice/runtime.hpp>
