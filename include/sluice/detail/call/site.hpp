// A call site, as the cold path sees it: everything that is known at compile time, in one constant object; and a
// registry's state for its call sites.
#pragma once

#include "../os/listed_sites.hpp"
#include "../os/notes.hpp"
#include "format.hpp"
#include "gate.hpp"

namespace sluice::detail {

struct channel_control;
struct line_format;
struct registry_state;

/// A module's gate, and its entry in its registry's list, which it joins at its first call.
struct module_state {
    text_view logger;
    gate& own;
    module_state* next = nullptr;
#if SLUICE_CFG_EXTENDED
    channel_control* control = nullptr;  // with the hub's lock held until it is published by the gate
#endif
};

/// One for each registry and program or shared library; constant-initialised, never destroyed. The runtime constructs
/// its own state in `storage` when the registry is configured.
struct registry_core {
    tables const& table;
    gate* gates;  // of the components, then of the artifacts
    unsigned long long dropped = 0;  // records lost to re-entrancy; relaxed
    bool reload_requested = false;   // by a signal handler; relaxed
    registry_state* state = nullptr;  // null until the registry is configured; ordered
    void (*const publish)() noexcept;  // a no-op that keeps the note with the rows' names
    level const* const kept;           // the lowest level of each row that is compiled; null if all are
    alignas(void*) unsigned char storage[768] = {};  // of the state

    constexpr registry_core(tables const& rows, gate* first, void (*names)() noexcept, level const* levels) noexcept
        : table(rows), gates(first), publish(names), kept(levels) {}
};

template <class Rows>
SLUICE_DETAIL_HIDDEN inline constinit registry_core registry_of{tables_of<Rows>, gates_of<Rows>,
                                                                publish_names<names_of<Rows>>, kept_rows<Rows>};

/// A call site's constants for its component, artifact or module: one object for each.
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

/// The pieces of an artifact's own line format; registry.hpp, which includes formats, specializes it.
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

/// The limit of a call, which suppresses some of its messages.
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

struct limited_site;

/// The counters of a call with a limit. Relaxed.
struct limit_state {
    unsigned long long calls;       // first_n, every_n: calls whose gate was open
    unsigned long long last;        // every_seconds: time of the last message, in nanoseconds; 0: none yet
    unsigned long long suppressed;  // calls since the last message
    limited_site const* listed;     // the call, once it has suppressed a message; null before
    limit_state* next;              // in the list of these
};

/// The site of a call with a limit.
struct limited_site : site {
    limit_state& state;
};

// A separate variable for each site's class: constant-initialised, so that no guard is tested.
template <class Site>
SLUICE_DETAIL_HIDDEN inline constinit limit_state limit_state_of{};

/// A call site's description of itself, apart from its channel and level.
struct source {
    limit kind;
    char const* format;
    size_t format_size;
    char const* file;
    unsigned line;
    char const* function;

    constexpr source(limit with, char const* text, size_t size, char const* path, unsigned at, char const* in) noexcept
        : kind(with), format(text), format_size(size), file(path), line(at), function(in) {}
};

/// Returns the part of a path after the source root, or after leading "../" parts.
[[nodiscard]] constexpr char const* relative_file(char const* path, text_view root) noexcept {
    if (!root.empty() && text_view{path}.starts_with(root)) return path + root.size();
    while (path[0] == '.' && path[1] == '.' && (path[2] == '/' || path[2] == '\\')) path += 3;
    return path;
}

// The call site's file, made relative at compile time at the call site: the runtime may be compiled with another root.
#define SLUICE_DETAIL_FILE (::sluice::detail::relative_file(__FILE__, SLUICE_CFG_SOURCE_ROOT))

template <class Call>
constexpr site describe_site(source const& from) noexcept {
    size_t const size = from.format_size < site::max_format_size ? from.format_size : site::max_format_size;
    return {&info_of<typename Call::channel>, from.format, from.file, from.function,
            from.line, Call::at, from.kind, static_cast<unsigned short>(size)};
}

SLUICE_DETAIL_RUNTIME_BEGIN

/// Formats the message and passes the record to the outputs. Any thread; not async-signal-safe. Allocates only for
/// messages of over 1 KiB; writes the record in one write.
SLUICE_DETAIL_RUNTIME_ENTRY void emit_message(site const& at, format_arguments arguments) noexcept;

/// Emits a message with a note of the number suppressed; for limit::once, only if the text is new.
SLUICE_DETAIL_RUNTIME void emit_limited(limited_site const& at, format_arguments arguments) noexcept;

/// Counts a call whose gate is open, and returns true if its limit lets it through. Any thread; locks nothing unless
/// the registry is not configured yet.
SLUICE_DETAIL_RUNTIME bool check_limit(limited_site const& at, unsigned long long n) noexcept;
SLUICE_DETAIL_RUNTIME bool check_limit(limited_site const& at, double seconds) noexcept;

/// Makes sure that the gate holds a threshold: configures its registry, and lists its module. Any thread; locks only if
/// there is something to do.
SLUICE_DETAIL_RUNTIME void ensure_configured(channel_info const& channel) noexcept;

/// Tests the gate again, after configuring it: it may have let the call through only because it wasn't configured.
SLUICE_DETAIL_RUNTIME bool recheck(channel_info const& channel, level at) noexcept;

SLUICE_DETAIL_RUNTIME_END

/// The constant object of a call site. Site is a class that the log macros define at the call; its source() describes
/// the site. The explicit alignment, which is the natural one, keeps GCC from rounding it up to 32 bytes. Hidden as gates
/// are: Clang loads the address before a loop, and in a shared library would look it up in the global offset table.
template <class Call, class Site, limit = Site::source().kind>
alignas(site) SLUICE_DETAIL_HIDDEN inline constexpr limited_site site_of{describe_site<Call>(Site::source()),
                                                                         limit_state_of<Site>};
template <class Call, class Site>
alignas(site) SLUICE_DETAIL_HIDDEN inline constexpr site site_of<Call, Site, limit::none> =
    describe_site<Call>(Site::source());

/// A call's format.
struct format_literal {
    bool is_good = false;
    char const* text = nullptr;
    size_t size = 0;
};
template <size_t Size>
constexpr format_literal literal_of(char const (&text)[Size]) noexcept {
    return {true, text, Size - 1};
}
template <class... Other>
constexpr format_literal literal_of(Other const&...) noexcept {
    return {};
}
/// Returns true if an expression starts as a string literal does, by its source text. Its type tells the rest.
constexpr bool is_literal(char const* source) noexcept {
    while (*source == '(') ++source;
    return source[0] == '"' || (source[0] == 'R' && source[1] == '"');
}

}  // namespace sluice::detail
