// Every option of sluice: its documentation and its default, and nothing else. Every header includes this file.
// Set an option on the compiler's command line, the same for all files of a program but SLUICE_CFG_SOURCE_ROOT.
#pragma once

#include "version.hpp"

// SLUICE_CFG_SOURCE_ROOT: the folder that file names in log lines are relative to, as a string with a
// trailing slash. A file name that starts with it loses that part in log lines; the program keeps the
// whole path. Build systems that hand the compiler absolute paths (CMake) want it:
// -DSLUICE_CFG_SOURCE_ROOT='"/home/me/shop/"'.
// Leading "../" parts, as Meson's paths have, are always dropped. A call site applies its own file's root, at
// compile time.
#ifndef SLUICE_CFG_SOURCE_ROOT
#define SLUICE_CFG_SOURCE_ROOT ""
#endif

// SLUICE_CFG_RUNTIME: which files carry the runtime, the code that reads settings and writes records.
//   inline  every file that logs compiles it, and the linker keeps one: nothing to set up
//   extern  one source file of each program or shared library does, the one that includes <sluice/runtime.hpp>, or the
//           library that the packages' default target links, which sets this option; the others compile faster.
//           Without the runtime the linker names a symbol that says so.
#ifndef SLUICE_CFG_RUNTIME
#define SLUICE_CFG_RUNTIME inline
#endif

// SLUICE_CFG_SHARED: 1, the default, lets the copies of a registry in a program and its shared libraries share their
// settings; 0 leaves that out, for programs of one piece: each copy then has settings of its own.
#ifndef SLUICE_CFG_SHARED
#define SLUICE_CFG_SHARED 1
#endif

// SLUICE_CFG_FORMAT: the library that formats messages, and whose formatters those of your own types are.
//   fmt  {fmt}, 9 or later: linked, or header-only with -DFMT_HEADER_ONLY
//   std  std::format
// The default is fmt where its headers are found, and std elsewhere.
#ifndef SLUICE_CFG_FORMAT
#if __has_include(<fmt/base.h>) || __has_include(<fmt/core.h>)
#define SLUICE_CFG_FORMAT fmt
#else
#define SLUICE_CFG_FORMAT std
#endif
#endif
