// What most unit tests include, compiled once. None of ours: each test includes what it tests.
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "../catch.hpp"
