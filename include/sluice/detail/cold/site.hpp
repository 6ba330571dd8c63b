// A call site, as the cold path sees it: all that is known at compile time, in one constant object.
#pragma once

#include "../../config.hpp"
#include "../state/registry_state.hpp"
#include "format.hpp"

namespace sluice::detail {

struct site {
    source const* from;
    char const* format;
    char const* file;  // relative to the source root
    char const* function;
    unsigned line;
    level at;
};

/// The part of a path after the source root, or after leading "../" parts.
[[nodiscard]] constexpr char const* relative_file(char const* path) noexcept {
    text_view const whole{path};
    text_view const root{SLUICE_CFG_SOURCE_ROOT};
    if (!root.empty() && whole.starts_with(root)) return path + root.size();
    size_t dropped = 0;
    while (whole.part(dropped).starts_with("../")) dropped += 3;
    return path + dropped;
}

template <class Gate>
constexpr site describe_site(level at, char const* format, char const* file, unsigned line,
                             char const* function) noexcept {
    return {&source_of<Gate>, format, relative_file(file), function, line, at};
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
