// The runtime: all that happens when something is logged or set. Included by the other headers, unless
// SLUICE_CFG_RUNTIME is extern: then by one source file of each program or shared library that logs.
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/runtime/emit.hpp"
#include "detail/runtime/limit.hpp"
#include "detail/shared/hub.hpp"

#if SLUICE_DETAIL_RUNTIME_IS == 2
#include "detail/trace/record.hpp"
#endif

#include "detail/base/macros_pop.hpp"
