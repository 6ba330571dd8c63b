#include "probe.hpp"

void from_another_file() { SLUICE_INFO(probe::reader, "other file"); }

namespace {
int const before_main_too = [] {
    SLUICE_WARNING(probe::early, "before main, other file");
    return 1;
}();
}  // namespace

static_assert(sizeof(before_main_too) != 0);
