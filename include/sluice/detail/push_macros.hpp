// Included first by every public header, as often as they are: puts aside macros of the program that have names which
// sluice uses itself. pop_macros.hpp, included last, puts them back.
#pragma push_macro("critical")
#pragma push_macro("debug")
#pragma push_macro("emit")
#pragma push_macro("error")
#pragma push_macro("info")
#pragma push_macro("interface")
#pragma push_macro("max")
#pragma push_macro("min")
#pragma push_macro("off")
#pragma push_macro("on")
#pragma push_macro("signals")
#pragma push_macro("slots")
#pragma push_macro("warning")
#undef critical
#undef debug
#undef emit
#undef error
#undef info
#undef interface
#undef max
#undef min
#undef off
#undef on
#undef signals
#undef slots
#undef warning
