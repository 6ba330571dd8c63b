// All public headers except the trace (trace.hpp, json.hpp), testing.hpp and the bridges. Applications include this one.
#pragma once

#if !defined(__cplusplus)
#error "sluice: C++ only: C files can call functions that a C++ file declares extern "C" (docs/adding.md)"
#elif __cplusplus < 202002L
#error "sluice: this needs C++20: compile with -std=c++20 or later"
#else

#include "context.hpp"
#include "control.hpp"
#include "lazy.hpp"
#include "level.hpp"
#include "log.hpp"
#include "record.hpp"
#include "registry.hpp"
#include "settings.hpp"
#include "sink.hpp"
#include "submit.hpp"
#include "version.hpp"

#endif
