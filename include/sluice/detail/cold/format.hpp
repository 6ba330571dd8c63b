// The formatting library, {fmt} 9 or later, as every file that logs sees it: format strings that are checked, and
// packed arguments. format_message.hpp is its other half, and lazy.hpp tells it how to format lazy arguments; nothing
// else knows the library.
#pragma once

#if __has_include(<fmt/base.h>)
#include <fmt/base.h>
#else
#include <fmt/core.h>
#endif

#include "../../text_view.hpp"

namespace sluice::detail {

using format_arguments = ::fmt::format_args;

/// A format string that is made only where it fits arguments of these types; made at compile time, or not at
/// all.
template <class... Arguments>
using checked_format = ::fmt::format_string<Arguments...>;

using ::fmt::make_format_args;

/// The type that an argument's field is checked against. Without the reference: {fmt} wants a view, such as fmt::join()
/// makes, to be a temporary, and what it refers to lives until the end of a log call too.
template <class Type>
struct formatted_as {
    using type = Type;
};
template <class Type>
struct formatted_as<Type&> : formatted_as<Type> {};
template <class Type>
struct formatted_as<Type const> : formatted_as<Type> {};
template <class Type>
using formatted_as_t = typename formatted_as<Type>::type;

// Types that "{}" is good for, whatever else may be. Others decide for themselves what a field may be, and are left
// to the library.
template <class Type>
inline constexpr bool takes_plain_field = !__is_class(Type) && !__is_union(Type);
template <class Type>
requires requires(Type const& text) { text_view{text}; }
inline constexpr bool takes_plain_field<Type> = true;

/// True where the format has no fields but "{}", and not more than there are arguments, so that there is nothing for
/// the library to check, which takes the compiler a quarter of all that a call costs it.
consteval bool has_plain_fields(char const* format, size_t arguments) noexcept {
    size_t fields = 0;
    for (; *format != '\0'; ++format) {
        if (*format != '{' && *format != '}') continue;
        if (format[0] != '{' || format[1] != '}') return false;
        ++format;
        ++fields;
    }
    return fields <= arguments;
}

}  // namespace sluice::detail
