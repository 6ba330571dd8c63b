// All of sluice: what applications include.
#pragma once

#ifdef SLUICE_SINGLE_HEADER
#error "sluice: this file includes the single header and the folder of headers too: use one of them"
#endif

#include "context.hpp"
#include "control.hpp"
#include "lazy.hpp"
#include "level.hpp"
#include "log.hpp"
#include "registry.hpp"
#include "trace.hpp"
#include "version.hpp"
