// The runtime, compiled once, with SLUICE_CFG_RUNTIME=extern: the library of sluice::sluice, sluice_dep and sluice.pc.
// Must not depend on macros that the files of a program define.
#include <sluice/runtime.hpp>
#include <sluice/trace.hpp>
