// The runtime: all that happens when something is logged or set. Included by the other headers, unless
// SLUICE_CFG_RUNTIME is extern: then by one source file of each program or shared library that logs.
#pragma once

#include "detail/push_macros.hpp"

#include "detail/cold/emit.hpp"
#include "detail/cold/limit.hpp"
#include "detail/state/environment.hpp"
#include "detail/state/leave.hpp"
#include "detail/trace/record.hpp"

#include "detail/pop_macros.hpp"
