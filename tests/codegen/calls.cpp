// Includes all functions with a log call that tests/codegen/check disassembles: one file, as most of the compile time
// goes into their includes.
#include "arguments.hpp"
#include "loops.hpp"
#include "places.hpp"
