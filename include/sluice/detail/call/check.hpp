// Checks of a call's format against its arguments, at compile time, each with one error that says what to write. The
// formatting library, whose own errors are pages long, checks what is left: the format of each field.
#pragma once

#include "format.hpp"
#include "gate.hpp"

namespace sluice::detail {

/// The number of arguments that a format's fields need.
struct field_counts {
    size_t fewest = 0;    // without fields within a field, which a formatter may read in a way of its own
    size_t most = 0;      // with them
    bool by_name = false; // some name their argument
    bool has_nul = false;
};

/// Counts fields. Of braces that don't match the library tells.
SLUICE_DETAIL_COLD constexpr field_counts count_fields(char const* format, size_t size) noexcept {
    field_counts made;
    size_t depth = 0, first = 0;
    for (size_t i = 0; i < size; ++i) {
        char const c = format[i];
        if (c == '\0') made.has_nul = true;
        if (c != '{' && c != '}') continue;
        if (depth == 0 && i + 1 < size && format[i + 1] == c) {
            ++i;  // escaped
            continue;
        }
        if (c == '}') {
            if (depth != 0) --depth;
            continue;
        }
        ++depth;
        size_t number = 0;
        for (first = ++i; i < size && format[i] >= '0' && format[i] <= '9'; ++i)
            number = number * 10 + static_cast<size_t>(format[i] - '0');
        bool const is_end = i == size || format[i] == '}' || format[i] == ':';
        if (!is_end) made.by_name = true;
        size_t const needed = i != first ? number + 1 : made.most + 1;
        if (is_end && needed > made.most) made.most = needed;
        if (depth == 1 && is_end && (i == first || number >= made.fewest)) made.fewest = i != first ? number + 1 : made.fewest + 1;
        --i;
    }
    return made;
}

/// Returns true if the format has no fields but "{}", one for each argument, so that nothing else need be checked.
consteval bool has_plain_fields(char const* format, size_t size, size_t arguments) noexcept {
    for (size_t i = 0; i < size; ++i) {
        if (format[i] != '{' && format[i] != '}' && format[i] != '\0') continue;
        if (arguments == 0 || i + 1 == size || format[i] != '{' || format[i + 1] != '}') return false;
        --arguments;
        ++i;
    }
    return arguments == 0;
}

template <class Type>
inline constexpr bool is_wide = false;
template <>
inline constexpr bool is_wide<wchar_t> = true;
template <>
inline constexpr bool is_wide<char8_t> = true;
template <>
inline constexpr bool is_wide<char16_t> = true;
template <>
inline constexpr bool is_wide<char32_t> = true;

// Types for which "{}" is always valid: numbers and texts. Others define their own field formats, or can't be logged,
// as pointers to objects: the library checks them.
template <class Type>
inline constexpr bool takes_plain_field =
    !__is_class(Type) && !__is_union(Type) && !__is_enum(Type) && !is_wide<Type> &&
    requires(Type const& number) { number* number; };
template <class Type>
    requires requires(Type const& text) { text_view{text}; }
inline constexpr bool takes_plain_field<Type> = true;

// Classes of the standard library, recognized by their members, so that their headers needn't be included: string
// views, durations, time points, error codes and conditions.
template <class Type>
inline constexpr bool is_standard_value =
    requires(Type view) {
        view.remove_prefix(1);
        static_cast<char const*>(view.data());
    } ||
    requires {
        typename Type::rep;
        typename Type::period;
        Type::zero();
    } ||
    requires(Type point) {
        typename Type::clock;
        point.time_since_epoch();
    } ||
    requires(Type const& code) {
        code.category().name();
        code.value();
    };

/// Reasons why a value can't be formatted, judged by its type's members.
enum class unformattable : unsigned char { no, wide_text, enumeration, pointer, time, range, standard, other };

template <class Type>
inline constexpr bool is_array = false;
template <class Element, size_t Count>
inline constexpr bool is_array<Element[Count]> = true;

template <class Type>
consteval unformattable why_unformattable() noexcept {
    constexpr bool is_pointer_like = requires(Type pointer) {
        pointer.get();
        *pointer;
    };
    constexpr bool is_in_std_header =  // optional, variant, path, bitset, exceptions, error codes
        requires(Type optional) {
            optional.has_value();
            optional.reset();
        } || requires(Type variant) { variant.valueless_by_exception(); } || requires(Type path) {
            path.lexically_normal();
        } || requires(Type bits) { bits.to_ullong(); } || requires(Type thrown) { thrown.what(); } ||
        requires(Type code) { code.category(); };
    constexpr bool is_range = is_array<Type> || requires(Type& range) {
        range.begin();
        range.end();
    };
    if constexpr (takes_plain_field<Type> || requires { format_library::formatter<Type, char>{}; })
        return unformattable::no;
    else if constexpr (is_wide<Type> || requires(Type text) { requires is_wide<typename plain<decltype(text[0])>::type>; })
        return unformattable::wide_text;
#if SLUICE_DETAIL_FORMAT_IS == 1
    else if constexpr (!is_array<Type> && format_library::is_formattable<Type>::value)
        return unformattable::no;
#endif
    else if constexpr (__is_enum(Type))
        return unformattable::enumeration;
    else if constexpr (is_in_std_header)
        return unformattable::standard;
    else if constexpr (is_range)
        return unformattable::range;
    else if constexpr (is_pointer_like || !__is_class(Type))
        return unformattable::pointer;
    else if constexpr (is_standard_value<Type>)
        return unformattable::time;
    else
        return unformattable::other;
}

// In place of !=, of which compilers say more.
template <auto One, auto Other>
inline constexpr bool differ = One != Other;

/// Says what to write for a type that can't be formatted.
template <class Type, unformattable Why = why_unformattable<Type>()>
struct argument_of_type {
    static_assert(differ<Why, unformattable::wide_text>, "sluice: an argument is a wide text or character: convert it to UTF-8");
#if SLUICE_DETAIL_FORMAT_IS == 1
    static_assert(differ<Why, unformattable::enumeration>,
                  "sluice: an argument is an enumerator without a formatter: write fmt::underlying(value), with "
                  "#include <fmt/format.h>, or give it a formatter (docs/logging.md)");
    static_assert(differ<Why, unformattable::pointer>,
                  "sluice: an argument is a pointer: write *pointer for the object, or fmt::ptr(pointer), with #include "
                  "<fmt/format.h>, for the address");
    static_assert(differ<Why, unformattable::time>, "sluice: an argument is a time: #include <fmt/chrono.h>");
    static_assert(differ<Why, unformattable::range>,
                  "sluice: an argument is a range: #include <fmt/ranges.h>; its elements need a formatter too");
    static_assert(differ<Why, unformattable::standard>,
                  "sluice: an argument's formatter is in <fmt/std.h>: include it (newer versions of {fmt} have more)");
    static_assert(differ<Why, unformattable::other>,
                  "sluice: an argument has no formatter: include the header that has it (tuples: <fmt/ranges.h>), write "
                  "one (docs/logging.md), or fmt::streamed(value), with #include <fmt/ostream.h>, for its operator<<");
#else
    static_assert(differ<Why, unformattable::enumeration>,
                  "sluice: an argument is an enumerator without a formatter: convert it to an integer, or give it a "
                  "std::formatter (docs/logging.md)");
    static_assert(differ<Why, unformattable::pointer>,
                  "sluice: an argument is a pointer: write *pointer for the object, or "
                  "static_cast<void const*>(pointer) for the address");
    static_assert(Why < unformattable::time,
                  "sluice: an argument has no std::formatter: include the header that has it (<chrono>), or write one "
                  "(docs/logging.md)");
#endif
};

/// The library's own check of each field.
template <int>
struct constant {};
template <class Site, class... Arguments>
inline constexpr bool has_good_fields =
    requires { typename constant<(checked_format<Arguments...>(Site::source().format), 0)>; };

enum class format_fault : unsigned char { none, nul, no_field, too_few_fields, too_many_fields, argument, field };

/// Says what is wrong with a format.
template <format_fault Fault, size_t Fields, size_t Arguments>
struct fields_and_arguments {
    static_assert(differ<Fault, format_fault::nul>, "sluice: a NUL would end the format: pass the text as an argument of \"{}\"");
    static_assert(differ<Fault, format_fault::no_field>,
                  "sluice: the format has no field for its arguments: write {} where printf has %d or %s");
    static_assert(differ<Fault, format_fault::too_few_fields>,
                  "sluice: there are more arguments than fields: write a {} for each");
    static_assert(differ<Fault, format_fault::too_many_fields>,
                  "sluice: there are more fields than arguments (a brace that is no field is {{)");
    static_assert(differ<Fault, format_fault::field>,
                  "sluice: a field of the format doesn't suit its argument, or isn't closed (a brace that is no field is {{ "
                  "or }})");
};

/// Checks a call; Site is the class that describes it.
template <class Site, class... Arguments>
consteval format_fault find_fault(field_counts fields) noexcept {
    constexpr size_t given = sizeof...(Arguments);
    if (Site::source().format == nullptr) return format_fault::none;  // reported
    if (fields.has_nul) return format_fault::nul;
    if (!fields.by_name) {
        if (fields.most == 0 && given != 0) return format_fault::no_field;
        if (fields.most < given) return format_fault::too_few_fields;
        if (fields.fewest > given) return format_fault::too_many_fields;
    }
    if constexpr (!((why_unformattable<Arguments>() == unformattable::no) && ...))
        return format_fault::argument;
    else
        return has_good_fields<Site, Arguments...> ? format_fault::none : format_fault::field;
}

template <class Site, class... Arguments>
struct checked_call {
    static constexpr field_counts fields = count_fields(Site::source().format, Site::source().format_size);
    static constexpr format_fault fault = find_fault<Site, Arguments...>(fields);
    using report = fields_and_arguments<fault, fields.most, sizeof...(Arguments)>;
};

}  // namespace sluice::detail
