// The runtime: the code that reads settings and writes records. The other headers include it, unless SLUICE_CFG_RUNTIME
// is extern: then one source file of each program or shared library that logs includes it.
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/extended/controls.hpp"
#include "detail/extended/recorder_dump.hpp"
#include "detail/runtime/emit.hpp"
#include "detail/runtime/limit.hpp"
#include "detail/shared/hub.hpp"
#if SLUICE_CFG_EXTENDED
#include "detail/extended/answers.hpp"
#include "detail/extended/debugger.hpp"
#include "detail/extended/exit_notes.hpp"
#include "detail/extended/watch.hpp"
#endif

#if SLUICE_DETAIL_RUNTIME_IS == 2
#include "detail/deferred/runtime.hpp"
#include "detail/trace/record.hpp"
#endif

#include "detail/base/macros_pop.hpp"
