// A call site, as the cold path sees it: all that is known at compile time, in one constant object; and what call sites
// know of their registry.
#pragma once

#include "../os/notes.hpp"
#include "format.hpp"
#include "gate.hpp"

namespace sluice::detail {

struct line_format;
struct registry_state;

/// A module's gate and its place in its registry's list, which it joins at its first call.
struct module_state {
    text_view logger;
    gate& own;
    module_state* next = nullptr;
};

/// One a registry and program or shared library; constant-initialised, never destroyed. The runtime makes its own state
/// in `storage` when the registry is configured.
struct registry_core {
    tables const& table;
    gate* gates;  // of the components, then of the artifacts
    unsigned long long dropped = 0;  // records whose thread was at work on another; relaxed
    bool reload_requested = false;   // by a signal handler; relaxed
    registry_state* state = nullptr;  // once the registry was configured; ordered
    void (*const publish)() noexcept;  // does nothing, but has other copies find the rows' names
    alignas(void*) unsigned char storage[768] = {};  // of the state

    constexpr registry_core(tables const& rows, gate* first, void (*names)() noexcept) noexcept
        : table(rows), gates(first), publish(names) {}
};

template <class Rows>
SLUICE_DETAIL_HIDDEN inline constinit registry_core registry_of{tables_of<Rows>, gates_of<Rows>,
                                                                publish_names<names_of<Rows>>};

/// What a call site says about its component, artifact or module: one constant object for each.
struct channel_info {
    registry_core& registry;
    gate& own;
    module_state* module;  // null for rows of the tables
    text_view logger;
    text_view artifact;         // empty for components and modules
    text_view format;           // an artifact's own line format, or empty
    line_format const* pieces;  // the same; null for none
};

template <class Channel>
inline constexpr module_state* module_state_of = nullptr;
template <class Name>
SLUICE_DETAIL_HIDDEN inline constinit module_state listed_module{Name::logger, module_gate<Name>};
template <class Name>
inline constexpr module_state* module_state_of<module<Name>> = &listed_module<Name>;

/// The pieces of an artifact's own line format: registry.hpp, which knows formats, makes them.
template <class Channel, bool HasFormat = !Channel::line_format.empty()>
inline constexpr line_format const* own_line_format = nullptr;

template <class Channel>
SLUICE_DETAIL_HIDDEN inline constexpr channel_info info_of{registry_of<typename Channel::rows>,
                                                           channel_access::gate_of<Channel>(),
                                                           module_state_of<Channel>,
                                                           Channel::logger(),
                                                           Channel::artifact_name,
                                                           Channel::line_format,
                                                           own_line_format<Channel>};

/// What holds back some of the messages of a call.
enum class limit : unsigned char { none, once, first_n, every_n, every_seconds };

struct site {
    channel_info const* channel;
    char const* format;
    char const* file;  // relative to the source root
    char const* function;
    unsigned line;
    level at;
    limit kind;
    unsigned short format_size;  // characters; max_format_size if there are more

    static constexpr size_t max_format_size = 0xffff;
};

/// What a call with a limit has done so far. Relaxed.
struct limit_state {
    unsigned long long calls;       // first_n, every_n: those that found the gate open
    unsigned long long last;        // every_seconds: when one was let through, in nanoseconds; 0: never
    unsigned long long suppressed;  // calls since then
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
[[nodiscard]] constexpr char const* relative_file(char const* path, text_view root) noexcept {
    if (!root.empty() && text_view{path}.starts_with(root)) return path + root.size();
    while (path[0] == '.' && path[1] == '.' && (path[2] == '/' || path[2] == '\\')) path += 3;
    return path;
}

// A call site's file, made relative by the call site at compile time: the runtime may be compiled with another root.
#define SLUICE_DETAIL_FILE (::sluice::detail::relative_file(__FILE__, SLUICE_CFG_SOURCE_ROOT))

template <class Call, limit Kind = limit::none, class Site = void>
constexpr typename site_with<Kind>::type describe_site(char const* format, char const* file, unsigned line,
                                                       char const* function) noexcept {
    size_t const size = text_view{format}.size();
    auto const format_size = static_cast<unsigned short>(size < site::max_format_size ? size : site::max_format_size);
    site const made{&info_of<typename Call::channel>, format, file, function, line, Call::at, Kind, format_size};
    if constexpr (Kind == limit::none)
        return made;
    else
        return {made, limit_state_of<Site>};
}

SLUICE_DETAIL_RUNTIME_BEGIN

/// Formats the message and hands the record on. Any thread; not async-signal-safe. Allocates only for messages of over
/// 1 KiB; the record leaves in one write.
SLUICE_DETAIL_RUNTIME_ENTRY void emit_message(site const& at, format_arguments arguments) noexcept;

/// The same with a note of what was suppressed; of a text that is to be seen once, only the first time.
SLUICE_DETAIL_RUNTIME void emit_limited(limited_site const& at, format_arguments arguments) noexcept;

/// Counts a call whose gate is open, and returns whether its limit lets it through. Any thread; locks nothing unless the
/// registry is not configured yet.
SLUICE_DETAIL_RUNTIME bool check_limit(limited_site const& at, unsigned long long n) noexcept;
SLUICE_DETAIL_RUNTIME bool check_limit(limited_site const& at, double seconds) noexcept;

/// Makes sure that the gate holds a threshold: configures its registry, and lists its module. Any thread; locks only
/// where there is something to do.
SLUICE_DETAIL_RUNTIME void ensure_configured(channel_info const& channel) noexcept;

/// The second test, of a gate that let a call through perhaps only because nothing had configured it.
SLUICE_DETAIL_RUNTIME bool recheck(channel_info const& channel, level at) noexcept;

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
