// Every option of sluice: its documentation and its default, and nothing else.
// Set an option on the compiler's command line, the same for all files of a program.
#pragma once

// SLUICE_CFG_SOURCE_ROOT: the folder that file names in log lines are relative to, as a string with a
// trailing slash. A file name that starts with it loses that part, at compile time. Build systems that
// hand the compiler absolute paths (CMake) want it: -DSLUICE_CFG_SOURCE_ROOT='"/home/me/shop/"'.
// Leading "../" parts, as Meson's paths have, are always dropped.
#ifndef SLUICE_CFG_SOURCE_ROOT
#define SLUICE_CFG_SOURCE_ROOT ""
#endif
