// Includes the formatting library that sluice uses, as a program would.
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

/// Returns the text that remains before a formatter that throws: std::format may not have written it yet.
inline std::string before_throw(char const* text) { return SLUICE_DETAIL_FORMAT_IS == 1 ? text : ""; }
