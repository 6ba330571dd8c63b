// The formatting library, {fmt} 9 or later or std::format, as every file that logs sees it: checked format strings and
// packed arguments. output/message.hpp formats messages, and format_again.hpp has formatters for sluice's own types;
// nothing else depends on the library.
#pragma once

#include "../../text_view.hpp"
#include "../base/compiler.hpp"

#define SLUICE_DETAIL_FORMAT_IS_fmt 1
#define SLUICE_DETAIL_FORMAT_IS_std 2
#define SLUICE_DETAIL_FORMAT_IS SLUICE_DETAIL_CAT(SLUICE_DETAIL_FORMAT_IS_, SLUICE_CFG_FORMAT)

#if SLUICE_DETAIL_FORMAT_IS == 1
#if SLUICE_DETAIL_NVCC && !defined(FMT_USE_CONSTEXPR)
#define FMT_USE_CONSTEXPR 1  // {fmt} 9 turns it off for nvcc, and then doesn't compile as C++20
#endif
#if __has_include(<fmt/base.h>)
#include <fmt/base.h>
#elif __has_include(<fmt/core.h>)
#include <fmt/core.h>
#else
#error "sluice: SLUICE_CFG_FORMAT is fmt, but <fmt/core.h> isn't found: add its include path, or use std"
#endif
#if defined(FMT_VERSION) && FMT_VERSION < 90000
#error "sluice: this {fmt} is too old: version 9 or later is needed"
#endif
#define SLUICE_DETAIL_FMT_VERSION FMT_VERSION
namespace sluice::detail {
namespace format_library = ::fmt;
}
#elif SLUICE_DETAIL_FORMAT_IS == 2
#include <version>
#if defined(__cpp_lib_format)
#include <format>
#else
// In full: install {fmt} 9 or later; or use a standard library with std::format, or the single header with
// --bundle-fmt.
#error "sluice: no formatting library: install {fmt} 9, or use tools/single-header --bundle-fmt"
#endif
namespace sluice::detail {
namespace format_library = ::std;
}
#else
#error "sluice: SLUICE_CFG_FORMAT must be fmt or std"
#endif

namespace sluice::detail {

using format_arguments = format_library::format_args;

/// A format string that is constructed only at compile time, and only if it fits arguments of these types.
template <class... Arguments>
using checked_format = format_library::format_string<Arguments...>;

/// The library's type of texts.
using format_text = format_library::string_view;

/// The type that an argument's field is checked against. Without the reference: {fmt} requires a view, such as
/// fmt::join() returns, to be a temporary; its range lives until the end of a log call too.
template <class Type>
struct formatted_as {
    using type = Type;
};
template <class Type>
struct formatted_as<Type&> : formatted_as<Type> {};
template <class Type>
struct formatted_as<Type const> : formatted_as<Type> {};
template <>
struct formatted_as<text_view> {
    using type = format_text;
};
template <class Type>
using formatted_as_t = typename formatted_as<Type>::type;

// Ranges that can be read only when not const, such as views that cache their begin.
template <class Type>
inline constexpr bool formats_only_mutable = requires(Type& range) { range.begin(); } &&
                                             !requires(Type const& range) { range.begin(); };

}  // namespace sluice::detail
