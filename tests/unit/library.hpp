// The formatting library that sluice uses here, as a program would include it.
#pragma once

#include <sluice/sluice.hpp>
#include <string>

#if SLUICE_DETAIL_FORMAT_IS == 1
#include <fmt/format.h>
#include <fmt/ranges.h>
#else
#include <format>
#endif
namespace library = sluice::detail::format_library;

/// What is left of a message's text in front of a formatter that throws: std::format may still hold it back then.
inline std::string before_throw(char const* text) { return SLUICE_DETAIL_FORMAT_IS == 1 ? text : ""; }
