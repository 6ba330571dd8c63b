// Precompiled includes of most unit tests. None of sluice's headers: each test includes what it tests.
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "../catch.hpp"
