// The version of this copy of sluice. Every header includes this file; it includes nothing.
#pragma once

#ifdef SLUICE_SINGLE_HEADER
#error "sluice: this file includes both the single header and the folder of headers: use one of them"
#include "one_of_them"  // doesn't exist: ends the compilation before it reports every definition as duplicate
#endif

#define SLUICE_VERSION_MAJOR 0
#define SLUICE_VERSION_MINOR 1
#define SLUICE_VERSION_PATCH 0

// Expands to a name with the version appended, as in v0_1_0.
#define SLUICE_DETAIL_VERSIONED(Name) \
    SLUICE_DETAIL_VERSIONED_(Name, SLUICE_VERSION_MAJOR, SLUICE_VERSION_MINOR, SLUICE_VERSION_PATCH)
#define SLUICE_DETAIL_VERSIONED_(Name, Major, Minor, Patch) SLUICE_DETAIL_JOIN_VERSION(Name, Major, Minor, Patch)
#define SLUICE_DETAIL_JOIN_VERSION(Name, Major, Minor, Patch) Name##Major##_##Minor##_##Patch
