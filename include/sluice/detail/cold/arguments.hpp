// How arguments travel from a call site to the cold path.
//
// What fits registers goes by value. Passing a reference to a loop counter would make the compiler keep it
// in memory for its whole life, and store and reload it on every turn, though the call is off.
#pragma once

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

// What the format is checked against. Without the reference: {fmt} wants a view, such as fmt::join() makes, to be
// a temporary, and what it refers to lives until the end of the call here too.
template <class Type>
struct checked {
    using type = Type;
};
template <class Type>
struct checked<Type&> {
    using type = Type;
};
template <class Type>
using checked_t = typename checked<pass_t<Type>>::type;

/// The cold function: one for each list of argument types. The site comes last, so that a function's own
/// leading arguments are already where they must be.
template <class... Passed>
struct cold {
    SLUICE_DETAIL_PRESERVE_MOST SLUICE_DETAIL_COLD static void call(Passed... arguments, site const& at) noexcept {
        emit(at, make_format_args(arguments...));
    }
};

/// The constant object of a call site. Site is a class that the log macros make at the call. The alignment is what it
/// has anyway; said outright it keeps GCC from rounding it up to 32 bytes. Hidden as gates are: Clang loads the address
/// before a loop, and in a shared library would look it up in the global offset table.
template <class Site>
alignas(site) SLUICE_DETAIL_HIDDEN inline constexpr site site_of = Site::describe();

/// What is left of a log call behind its test. Always inlined: the references are gone before the compiler looks for
/// variables whose address is taken. The return type is void, but deduced, so that the compiler looks into this
/// function, and checks the format, for a call that is stripped too.
template <class Site, bool Kept, class... Arguments>
SLUICE_DETAIL_ALWAYS_INLINE auto log_call([[maybe_unused]] Arguments const&... arguments) {
    if constexpr (!(takes_plain_field<Arguments> && ...) ||
                  !has_plain_fields(Site::describe().format, sizeof...(Arguments))) {
        [[maybe_unused]] constexpr checked_format<checked_t<Arguments>...> format{Site::describe().format};
    }
    if constexpr (Kept) cold<pass_t<Arguments>...>::call(arguments..., site_of<Site>);
}

}  // namespace sluice::detail
