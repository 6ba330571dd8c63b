// All functions with a log call that tests/codegen/check disassembles, in one file, since most of a compiler's time
// goes into what they include.
#include "arguments.hpp"
#include "loops.hpp"
#include "places.hpp"
