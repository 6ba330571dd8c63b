// A call site, as the cold path sees it: all that is known at compile time, in one constant object.
#pragma once

#include "../state/registry_state.hpp"
#include "format.hpp"

namespace sluice::detail {

/// What holds back some of the messages of a call.
enum class limit : unsigned char { none, once, first_n, every_n, every_seconds };

struct site {
    source const* from;
    char const* format;
    char const* file;  // relative to the source root
    char const* function;
    unsigned line;
    level at;
    limit kind;
};

/// What a call with a limit has done so far. Relaxed.
struct limit_state {
    unsigned long long calls;      // first_n, every_n: those that found the gate open
    unsigned long long last;       // every_seconds: when one was let through, in nanoseconds; 0: never
    unsigned long long held_back;  // calls since then
};

/// The site of a call with a limit.
struct limited_site : site {
    limit_state& state;
};

// A site's class makes it a variable of its own: constant-initialised, so that no guard is tested.
template <class Site>
SLUICE_DETAIL_HIDDEN inline constinit limit_state limit_state_of{};

// What a site is described by beside its call: its own class only where it has a state, as each class that
// describe_site() gets makes a function of its own for the compiler.
template <limit Kind>
struct site_with {
    using type = limited_site;
    template <class Site>
    using key = Site;
};
template <>
struct site_with<limit::none> {
    using type = site;
    template <class>
    using key = void;
};
template <limit Kind, class Site>
using site_key = typename site_with<Kind>::template key<Site>;

/// Returns the part of a path after the source root, or after leading "../" parts.
[[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr char const* relative_file(char const* path, text_view root = {}) noexcept {
    if (!root.empty() && text_view{path}.starts_with(root)) return path + root.size();
    while (path[0] == '.' && path[1] == '.' && is_path_separator(path[2])) path += 3;
    return path;
}

// A call site's file, made relative by the call site at compile time: the runtime may be compiled with another root.
#define SLUICE_DETAIL_FILE (::sluice::detail::relative_file(__FILE__, SLUICE_CFG_SOURCE_ROOT))

template <class Call, limit Kind = limit::none, class Site = void>
constexpr typename site_with<Kind>::type describe_site(char const* format, char const* file, unsigned line,
                                                       char const* function) noexcept {
    site const made{&source_of<typename Call::gate>, format, file, function, line, Call::at, Kind};
    if constexpr (Kind == limit::none)
        return made;
    else
        return {made, limit_state_of<Site>};
}

SLUICE_DETAIL_RUNTIME_BEGIN

/// Formats the message and hands the record on. Any thread; not from a signal handler. Allocates only for messages
/// of over 1 KiB; the record leaves in one write.
SLUICE_DETAIL_RUNTIME void emit_message(site const& at, format_arguments arguments) noexcept;

/// The same with a note of what was held back; of a text that is to be seen once, only the first time.
SLUICE_DETAIL_RUNTIME void emit_limited(limited_site const& at, format_arguments arguments) noexcept;

/// Counts a call whose gate is open, and says whether its limit lets it through. Any thread; locks nothing unless the
/// registry is not configured yet.
SLUICE_DETAIL_RUNTIME bool admit(limited_site const& at, unsigned long long n) noexcept;
SLUICE_DETAIL_RUNTIME bool admit(limited_site const& at, double seconds) noexcept;

SLUICE_DETAIL_RUNTIME_END

/// The constant object of a call site. Site is a class that the log macros make at the call. The alignment is what it
/// has anyway; said outright it keeps GCC from rounding it up to 32 bytes. Hidden as gates are: Clang loads the address
/// before a loop, and in a shared library would look it up in the global offset table.
template <class Site>
alignas(site) SLUICE_DETAIL_HIDDEN inline constexpr auto site_of = Site::describe();

template <class>
inline constexpr bool is_literal = false;
template <size_t Size>
inline constexpr bool is_literal<char const (&)[Size]> = true;

}  // namespace sluice::detail
