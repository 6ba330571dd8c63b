// All files in one, as unity builds have it. The second one's macros stand in front of the header too.
#include "before.cpp"
// Then:
#include "after.cpp"
#include "main.cpp"
