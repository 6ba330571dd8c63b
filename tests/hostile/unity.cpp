// All files in one, as in a unity build. The macros of the second file then come before the header too.
#include "before.cpp"
// Second:
#include "after.cpp"
#include "main.cpp"
