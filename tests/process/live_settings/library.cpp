// A library with its own copy of the program's registry.
#include <cstdio>

#include "registry.hpp"

extern "C" __attribute__((visibility("default"))) void library_levels() {
    std::printf("library net=%d disk=%d\n", static_cast<int>(live::logs.level_of(live::net)),
                static_cast<int>(live::logs.level_of(live::disk)));
}
