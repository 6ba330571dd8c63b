// Passing of arguments from a call site to the cold path.
//
// Numbers, pointers and texts are passed by value. Passing a reference to a loop counter would make the compiler keep
// it in memory, and store and reload it in each iteration, even though the call is off. Class objects are passed by
// reference: a formatter may read beyond its object (a sockaddr, a base class, a flexible array) or print its address.
#pragma once

#include "check.hpp"
#include "format_again.hpp"
#include "site.hpp"

namespace sluice {

namespace detail {

inline constexpr size_t register_pair = 16;  // bytes

template <class Type>
inline constexpr bool fits_registers = __is_trivially_copyable(Type) &&
                                       __is_trivially_constructible(Type, Type const&) && sizeof(Type) <= register_pair;

}  // namespace detail

/// Specialize to true for a class whose formatter reads only the object's own members, so that log calls take its
/// objects by value and a function can keep them in registers:
///
///     template <>
///     inline constexpr bool sluice::by_value<point> = true;
///
/// The class must be trivially copyable. True by default for string views, durations, time points and error codes.
template <class Type>
inline constexpr bool by_value = detail::is_standard_value<Type> && detail::fits_registers<Type>;
template <>
inline constexpr bool by_value<text_view> = true;

namespace detail {

template <class Type>
constexpr bool is_passed_by_value() noexcept {
    if constexpr (!__is_class(Type) && !__is_union(Type)) {
        return fits_registers<Type>;
    } else if constexpr (by_value<Type>) {
        static_assert(__is_trivially_copyable(Type),
                      "sluice: by_value<T> is true for a class that isn't trivially copyable: its objects can't be "
                      "passed by value");
        return true;
    } else {
        return false;
    }
}

/// An array of characters: its address and size; the cold function cuts it at the first NUL. One type for literals of
/// all lengths.
struct character_array {
    format_text text;

    template <size_t Count>
    constexpr character_array(char const (&array)[Count]) noexcept : text(array, Count) {}
};
template <>
struct formatted_as<character_array> {
    using type = format_text;
};

template <class Type, bool ByValue>
struct passed {
    using type = Type const&;
};
template <class Type>
struct passed<Type, true> {
    using type = Type;
};
// For types that are formattable only when not const, such as a view that caches its begin.
template <class Type>
struct passed_mutable {
    using type = Type&;
};
template <class Type>
struct pass : passed<Type, is_passed_by_value<Type>()> {};
template <class Type>
requires formats_only_mutable<Type>
struct pass<Type> : passed_mutable<Type> {};
template <class Type>
struct pass<Type const> : pass<Type> {};
template <class Type>
requires formats_only_mutable<Type>
struct pass<Type const> : passed<Type, false> {};
template <class Type>
struct pass<Type volatile> : pass<Type> {};
template <class Type>
struct pass<Type&> : pass<Type> {};
template <>
struct pass<char*> {
    using type = char const*;
};
template <class Element, size_t Count>
struct pass<Element[Count]> {
    using type = Element const (&)[Count];
};
template <size_t Count>
struct pass<char[Count]> {
    using type = character_array;
};
template <class Element, size_t Count>
struct pass<Element const[Count]> : pass<Element[Count]> {};

template <class Type>
using pass_t = typename pass<Type>::type;

/// Returns the object that the formatting library gets for an argument.
template <class Type>
constexpr Type& formatted(Type& argument) noexcept {
    return argument;  // NOLINT(bugprone-return-const-ref-from-parameter): it outlives the call
}
/// The library rejects null texts.
constexpr char const*& formatted(char const*& argument) noexcept {
    if (argument == nullptr) argument = "(null)";
    return argument;
}
constexpr format_text& formatted(character_array& argument) noexcept {
    text_view const all{argument.text.data(), argument.text.size()};
    argument.text = {all.data(), all.find('\0')};
    return argument.text;
}

SLUICE_DETAIL_PRESERVE_MOST_BEGIN

/// The cold function: one for each list of argument types. The site comes last, so that a function's own leading
/// arguments are already in their registers.
template <class... Passed>
struct cold {
    SLUICE_DETAIL_AFTER_TEST static void call(Passed... arguments, site const& at) noexcept {
        detail::emit_message(at, format_library::make_format_args(detail::formatted(arguments)...));
    }
    SLUICE_DETAIL_AFTER_TEST static void call(Passed... arguments,
                                                                    limited_site const& at) noexcept {
        detail::emit_limited(at, format_library::make_format_args(detail::formatted(arguments)...));
    }
};

/// The same for a call whose channel or level is known at run time: completes a copy of its site.
template <class... Passed>
struct late_cold {
    SLUICE_DETAIL_AFTER_TEST static void call(Passed... arguments, site const& from, channel_info const* to,
                                              level at) noexcept {
        detail::emit_message(completed(from, to, at), format_library::make_format_args(detail::formatted(arguments)...));
    }
    SLUICE_DETAIL_AFTER_TEST static void call(Passed... arguments, limited_site const& from, channel_info const* to,
                                              level at) noexcept {
        detail::emit_limited(completed(from, to, at), format_library::make_format_args(detail::formatted(arguments)...));
    }
};

SLUICE_DETAIL_PRESERVE_MOST_END

#define SLUICE_DETAIL_CALL_COLD                                                                             \
    if constexpr (Call::is_late) {                                                                          \
        SLUICE_DETAIL_LISTED((site_of<Call, Site>), (late_cold<pass_t<Arguments>...>::call(                 \
                                                        arguments..., site_of<Call, Site>, call.info, call.at))) \
    } else {                                                                                                \
        SLUICE_DETAIL_LISTED((site_of<Call, Site>),                                                         \
                             (cold<pass_t<Arguments>...>::call(arguments..., site_of<Call, Site>)))         \
    }

/// The rest of a log call, after its test. Always inlined: the references are gone before the compiler looks for
/// variables whose address is taken. The return type is void, but deduced, so that the compiler instantiates this
/// function, and checks the format, even for a stripped call.
template <class Site, class Call, class... Arguments>
requires(!formats_only_mutable<Arguments> && ...)
SLUICE_DETAIL_ALWAYS_INLINE auto log_call([[maybe_unused]] Call call, [[maybe_unused]] Arguments const&... arguments) {
    if constexpr ((takes_plain_field<Arguments> && ...) &&
                  has_plain_fields(Site::source().format, Site::source().format_size, sizeof...(Arguments))) {
        if constexpr (Call::kept) {
            SLUICE_DETAIL_CALL_COLD
        }
    } else {
        using checked = checked_call<Site, formatted_as_t<pass_t<Arguments>>...>;
        if constexpr (checked::fault == format_fault::argument)
            (static_cast<void>(argument_of_type<formatted_as_t<pass_t<Arguments>>>{}), ...);
        else if constexpr (checked::fault != format_fault::none)
            static_cast<void>(typename checked::report{});
        else if constexpr (Call::kept) {
            SLUICE_DETAIL_CALL_COLD
        }
    }
}
/// Handles calls with an argument that is formattable only when not const. Separate, because bit-fields and members of
/// packed classes bind only to constant references.
template <class Site, class Call, class... Arguments>
requires(formats_only_mutable<typename plain<Arguments>::type> || ...)
SLUICE_DETAIL_ALWAYS_INLINE auto log_call([[maybe_unused]] Call call, [[maybe_unused]] Arguments&&... arguments) {
    using checked = checked_call<Site, formatted_as_t<pass_t<Arguments>>...>;
    if constexpr (checked::fault == format_fault::argument)
        (static_cast<void>(argument_of_type<formatted_as_t<pass_t<Arguments>>>{}), ...);
    else if constexpr (checked::fault != format_fault::none)
        static_cast<void>(typename checked::report{});
    else if constexpr (Call::kept) {
        SLUICE_DETAIL_CALL_COLD
    }
}

}  // namespace detail
}  // namespace sluice
