// All options of sluice, with their documentation and defaults. Every header includes this file. Set options on the
// compiler's command line, the same for all files of a program except SLUICE_CFG_SOURCE_ROOT.
#pragma once

#include "version.hpp"

// SLUICE_CFG_SOURCE_ROOT: the folder that file names in log lines are relative to, as a string with a trailing slash.
// File names that start with it lose that part in log lines; the program keeps the whole path. Build systems that pass
// absolute paths to the compiler (CMake) need it:
// -DSLUICE_CFG_SOURCE_ROOT='"/home/me/shop/"'.
// Leading "../" parts, as in Meson's paths, are always dropped. The root is applied at compile time, at the call site.
#ifndef SLUICE_CFG_SOURCE_ROOT
#define SLUICE_CFG_SOURCE_ROOT ""
#endif

// SLUICE_CFG_RUNTIME: which files compile the runtime, the code that reads settings and writes records.
//   inline  every file that logs compiles it, and the linker keeps one copy; needs no setup
//   extern  one source file of each program or shared library compiles it, by including <sluice/runtime.hpp>, or the
//           library of the packages' default target contains it; that target sets this option. Other files compile
//           faster. Without the runtime the linker reports a symbol whose name says what to include.
#ifndef SLUICE_CFG_RUNTIME
#define SLUICE_CFG_RUNTIME inline
#endif

// SLUICE_CFG_EXTENDED: whether the runtime has all features, the default. With 0 it lacks what takes a third of the
// compiler's time for a file that compiles the runtime: patterns, source files, ranks, budgets, routes, recorders and files
// in settings; questions other than help, notes at exit; json, logfmt and times as in RFC 3339; and hints at variables
// that don't exist and at names near a logger's. What is missing is answered by an error that names this option.
#ifndef SLUICE_CFG_EXTENDED
#define SLUICE_CFG_EXTENDED 1
#endif

// SLUICE_CFG_SHARED: with 1, the default, the copies of a registry in a program and its shared libraries share their
// settings. With 0 each copy has its own, for programs without shared libraries that log.
#ifndef SLUICE_CFG_SHARED
#define SLUICE_CFG_SHARED 1
#endif

// SLUICE_CFG_FORMAT: the library that formats messages, and that your own types' formatters are for.
//   fmt  {fmt}, 9 or later: linked, or header-only with -DFMT_HEADER_ONLY
//   std  std::format
// The default is fmt if its headers are found, and std otherwise.
#ifndef SLUICE_CFG_FORMAT
#if __has_include(<fmt/base.h>) || __has_include(<fmt/core.h>)
#define SLUICE_CFG_FORMAT fmt
#else
#define SLUICE_CFG_FORMAT std
#endif
#endif
