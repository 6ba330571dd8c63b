// The runtime: all that happens when something is logged or set. Included by the other headers, unless
// SLUICE_CFG_RUNTIME is extern: then by one source file of each program or shared library that logs.
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/runtime/emit.hpp"
#include "detail/runtime/limit.hpp"
#include "detail/runtime/change.hpp"
#include "detail/shared/leave.hpp"
#include "detail/trace/record.hpp"

#include "detail/base/macros_pop.hpp"
