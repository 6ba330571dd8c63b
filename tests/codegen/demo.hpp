// A registry, and types to log, for the functions that tests/codegen/check disassembles.
//
// Everything is compiled twice: with the calls, and without them (CODEGEN_WITHOUT). The difference is the cost of the
// calls.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#ifdef CODEGEN_WITHOUT

#define CALL(...)

/// Put before a call that uses values which nothing else needs, such as a loop's counter. Without the call, this is an
/// empty instruction that needs the values: both variants compute them here, and both loops have the same shape, which
/// a compiler can't vectorise.
#define KEEP(...) keep_all(__VA_ARGS__)
template <class Type>
__attribute__((always_inline)) inline void keep(Type value) {
    asm volatile("" : : "X"(value));
}
template <class... Types>
__attribute__((always_inline)) inline void keep_all(Types... values) {
    (..., keep(values));
}

#else

#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

#define CALL(...) __VA_ARGS__
#define KEEP(...)

SLUICE_REGISTRY(demo, "DEMO_LOGS",
    (reader, "A component"),
    (tree, reader, "An artifact"))

namespace demo {
SLUICE_MODULE(csv, "demo.reader.csv")
}

#endif

int number_of(int);
std::string text_of(int);
void begin();
void end(int) noexcept;

struct point {  // fits one register
    int x, y;
};
struct span {  // fits two
    char const* first;
    std::size_t size;
};
struct matrix {  // fits none
    double cells[9];
};
struct handle {
    handle(handle&&) noexcept;
    ~handle();
    int number;
};
enum class colour : unsigned char { red, green };
struct flags {
    unsigned low : 3, high : 5;
};
#ifdef CODEGEN_WITHOUT
enum class sluice_level : unsigned char {};
struct channel {
    void const *gate, *info;
};
#else
using sluice_level = sluice::level;
using channel = sluice::channel;
#endif
using three_numbers = int[3];
using some_characters = char[16];

#ifndef CODEGEN_WITHOUT

template <class Type>
struct formatted_as_nothing {
    constexpr auto parse(fmt::format_parse_context& context) { return context.begin(); }
    template <class Context>
    auto format(Type const&, Context& context) const {
        return context.out();
    }
};
template <>
struct fmt::formatter<point> : formatted_as_nothing<point> {};
template <>
struct fmt::formatter<span> : formatted_as_nothing<span> {};
template <>
struct fmt::formatter<matrix> : formatted_as_nothing<matrix> {};
template <>
struct fmt::formatter<handle> : formatted_as_nothing<handle> {};
template <>
struct fmt::formatter<colour> : formatted_as_nothing<colour> {};
template <>
struct fmt::formatter<three_numbers> : formatted_as_nothing<three_numbers> {};
template <>
inline constexpr bool sluice::by_value<point> = true;
template <>
inline constexpr bool sluice::by_value<span> = true;

#endif
