// The commonest replacement fields, formatted as the formatting library does, in a tenth of its instructions: "{}" of whole
// numbers, characters, truth values and texts, and "{:.2f}" and its like. One thread formats the records of all.
#pragma once

#include "../output/record_layout.hpp"
#include "layout.hpp"

namespace sluice::detail {

template <class One, class Other>
inline constexpr bool same_type = false;
template <class Type>
inline constexpr bool same_type<Type, Type> = true;

/// Writes a number; there must be room for 20 characters. Returns the end.
SLUICE_DETAIL_HIDDEN inline char* put_digits(char* to, word64 value) noexcept {
    char digits[20];
    char* const end = digits + sizeof digits;
    char* first = end;
    for (; value >= 100; value /= 100) memcpy(first -= 2, two_digits + value % 100 * 2, 2);
    if (value >= 10)
        memcpy(first -= 2, two_digits + value * 2, 2);
    else
        *--first = static_cast<char>('0' + value);
    auto const size = static_cast<size_t>(end - first);
    memcpy(to, first, size);
    return to + size;
}

inline constexpr unsigned max_fixed_digits = 6;

/// Writes a number with so many digits after the point, correctly rounded: it is a whole number of units of a power of two, so
/// that the product with a power of ten and its remainder are exact. Returns null if the number is too large, too small, or
/// none. There must be room for 32 characters.
SLUICE_DETAIL_HIDDEN inline char* put_fixed([[maybe_unused]] char* to, [[maybe_unused]] double value, [[maybe_unused]] unsigned digits) noexcept {
#if defined(__SIZEOF_INT128__)
    constexpr word64 powers[max_fixed_digits + 1] = {1, 10, 100, 1000, 10'000, 100'000, 1'000'000};
    constexpr unsigned mantissa_bits = 52, bias = 1075, max_shift = 120;
    word64 bits = 0;
    static_assert(sizeof bits == sizeof value);
    memcpy(&bits, &value, sizeof bits);
    auto const exponent = static_cast<unsigned>(bits >> mantissa_bits & 0x7ff);
    word64 const mantissa = bits & ((word64{1} << mantissa_bits) - 1);
    word64 scaled = 0;
    if (exponent != 0) {
        if (exponent >= bias || exponent + max_shift < bias) return nullptr;
        unsigned const shift = bias - exponent;
        __uint128_t const product = static_cast<__uint128_t>(mantissa | word64{1} << mantissa_bits) * powers[digits];
        __uint128_t const rest = product & ((static_cast<__uint128_t>(1) << shift) - 1), half = static_cast<__uint128_t>(1) << (shift - 1);
        __uint128_t whole = product >> shift;
        if (rest > half || (rest == half && (whole & 1) != 0)) ++whole;
        if ((whole >> 63) != 0) return nullptr;
        scaled = static_cast<word64>(whole);
    } else if (mantissa != 0) {
        return nullptr;
    }
    if ((bits >> 63) != 0) *to++ = '-';
    to = put_digits(to, scaled / powers[digits]);
    if (digits == 0) return to;
    *to++ = '.';
    word64 fraction = scaled % powers[digits];
    for (unsigned i = digits; i != 0; --i, fraction /= 10) to[i - 1] = static_cast<char>('0' + fraction % 10);
    return to + digits;
#else
    return nullptr;
#endif
}

/// Appends a value for a field; `digits` is that of "{:.2f}", or negative for "{}". Returns false if the formatting library
/// must do it.
template <class Value>
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE bool append_field_value(buffer& out, Value const& value, int digits) noexcept {
    constexpr size_t room = 32;
    auto const put = [&](auto const& writes) noexcept {
        if (!out.has_room(room)) return false;
        char* const end = writes(out.data() + out.size());
        if (end == nullptr) return false;
        out.shorten(static_cast<size_t>(end - out.data()));
        return true;
    };
    constexpr bool is_number = requires { value % 2; } && sizeof(Value) <= sizeof(word64);
    if constexpr (same_type<Value, double>) {
        return digits >= 0 && put([&](char* to) noexcept { return put_fixed(to, value, static_cast<unsigned>(digits)); });
    } else if (digits >= 0) {
        return false;
    } else if constexpr (same_type<Value, bool>) {
        out.append(value ? "true" : "false");
        return true;
    } else if constexpr (same_type<Value, char>) {
        out.append(value);
        return true;
    } else if constexpr (is_number) {
        return put([&](char* to) noexcept {
            auto number = static_cast<word64>(value);
            if (value < 0) {
                *to++ = '-';
                number = 0 - number;
            }
            return put_digits(to, number);
        });
    } else if constexpr (requires { value.data(), value.size(); }) {
        out.append({value.data(), value.size()});
        return true;
    } else {
        return false;
    }
}

/// Reads a field after its opening brace: "}" or ":.2f}". Returns its end, or null if it is another one.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE char const* read_plain_field(char const* at, char const* end, int& digits) noexcept {
    digits = -1;
    if (at != end && *at == '}') return at + 1;
    constexpr ptrdiff_t size = 5;  // of ":.2f}"
    if (end - at < size || at[0] != ':' || at[1] != '.' || at[3] != 'f' || at[4] != '}') return nullptr;
    digits = at[2] - '0';
    return digits >= 0 && digits <= static_cast<int>(max_fixed_digits) ? at + size : nullptr;
}

}  // namespace sluice::detail
