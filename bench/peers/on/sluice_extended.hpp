// sluice with the features that only SLUICE_CFG_EXTENDED compiles.
#pragma once

#define SLUICE_CFG_EXTENDED 1

#include "peers/on/sluice.hpp"
