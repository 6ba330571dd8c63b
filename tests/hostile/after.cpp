// Macros that are defined behind sluice's header.
#include <sluice/sluice.hpp>

#include "macros.hpp"
#undef info
#include "code.hpp"
