// A call site, as the cold path sees it: all that is known at compile time, in one constant object.
#pragma once

#include "../state/registry_state.hpp"
#include "format.hpp"

namespace sluice::detail {

struct site {
    source const* from;
    char const* format;
    char const* file;  // as the compiler was given it
    char const* function;
    unsigned line;
    level at;
};

template <class Call>
constexpr site describe_site(char const* format, char const* file, unsigned line, char const* function) noexcept {
    return {&source_of<typename Call::gate>, format, file, function, line, Call::at};
}

SLUICE_DETAIL_RUNTIME_BEGIN

/// Formats the message and hands the record on. Any thread; not from a signal handler. Allocates only for messages
/// of over 2 KiB; the record leaves in one write.
SLUICE_DETAIL_RUNTIME void emit(site const& at, format_arguments arguments) noexcept;

SLUICE_DETAIL_RUNTIME_END

template <class>
inline constexpr bool is_literal = false;
template <size_t Size>
inline constexpr bool is_literal<char const (&)[Size]> = true;

}  // namespace sluice::detail
