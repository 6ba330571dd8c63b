// How arguments travel from a call site to the cold path.
//
// What fits registers goes by value. Passing a reference to a loop counter would make the compiler keep it
// in memory for its whole life, and store and reload it on every turn, though the call is off.
#pragma once

#include "format_again.hpp"
#include "site.hpp"

namespace sluice::detail {

inline constexpr size_t register_pair = 16;  // bytes

template <class Type, bool ByValue>
struct passed {
    using type = Type const&;
};
template <class Type>
struct passed<Type, true> {
    using type = Type;
};
template <class Type>
struct pass {
    using type =
        typename passed<Type, __is_trivially_copyable(Type) && __is_trivially_constructible(Type, Type const&) &&
                                  sizeof(Type) <= register_pair>::type;
};
template <class Type>
struct pass<Type volatile> : pass<Type> {};
template <class Element, size_t Count>
struct pass<Element[Count]> {
    using type = Element const (&)[Count];
};
template <size_t Count>
struct pass<char[Count]> {
    using type = char const*;  // one cold function for literals of all lengths
};

template <class Type>
using pass_t = typename pass<Type>::type;

SLUICE_DETAIL_PRESERVE_MOST_BEGIN

/// The cold function: one for each list of argument types. The site comes last, so that a function's own
/// leading arguments are already where they must be.
template <class... Passed>
struct cold {
    SLUICE_DETAIL_PRESERVE_MOST SLUICE_DETAIL_COLD static void call(Passed... arguments, site const& at) noexcept {
        detail::emit_message(at, format_library::make_format_args(arguments...));
    }
    SLUICE_DETAIL_PRESERVE_MOST SLUICE_DETAIL_COLD static void call(Passed... arguments,
                                                                    limited_site const& at) noexcept {
        detail::emit_limited(at, format_library::make_format_args(arguments...));
    }
};

SLUICE_DETAIL_PRESERVE_MOST_END

/// What is left of a log call behind its test. Always inlined: the references are gone before the compiler looks for
/// variables whose address is taken. The return type is void, but deduced, so that the compiler looks into this
/// function, and checks the format, for a call that is stripped too.
template <class Site, bool Kept, class... Arguments>
SLUICE_DETAIL_ALWAYS_INLINE auto log_call([[maybe_unused]] Arguments const&... arguments) {
    if constexpr (!(takes_plain_field<Arguments> && ...) ||
                  !has_plain_fields(Site::describe().format, sizeof...(Arguments))) {
        [[maybe_unused]] constexpr checked_format<formatted_as_t<pass_t<Arguments>>...> format{Site::describe().format};
    }
    if constexpr (Kept) cold<pass_t<Arguments>...>::call(arguments..., site_of<Site>);
}

}  // namespace sluice::detail
