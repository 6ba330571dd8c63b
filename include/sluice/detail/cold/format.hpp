// The formatting library, {fmt} 9 or later, as every file that logs sees it: format strings that are checked, and
// packed arguments. format_message.hpp is its other half; nothing else knows the library.
#pragma once

#if __has_include(<fmt/base.h>)
#include <fmt/base.h>
#else
#include <fmt/core.h>
#endif

namespace sluice::detail {

using format_arguments = ::fmt::format_args;

/// A format string that is made only where it fits arguments of these types; made at compile time, or not at
/// all.
template <class... Arguments>
using checked_format = ::fmt::format_string<Arguments...>;

using ::fmt::make_format_args;

}  // namespace sluice::detail
