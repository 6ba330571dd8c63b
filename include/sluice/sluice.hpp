// All of sluice: what applications include.
#pragma once

#include "context.hpp"
#include "control.hpp"
#include "lazy.hpp"
#include "level.hpp"
#include "log.hpp"
#include "registry.hpp"
#include "trace.hpp"
#include "version.hpp"
