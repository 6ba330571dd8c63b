// A call site, as the cold path sees it: everything that is known at compile time, in one constant object; and a
// registry's state for its call sites.
#pragma once

#include "../os/listed_sites.hpp"
#include "../os/notes.hpp"
#include "deferral.hpp"
#include "gate.hpp"

namespace sluice {
namespace detail {

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
    bool checks = false;             // records need more than their gate to be on: a filter, controls, a reload; relaxed
    registry_state* state = nullptr;  // null until the registry is configured; ordered
    deferral* deferred = nullptr;     // takes records, or null: <sluice/deferred.hpp>; ordered
    void (*const publish)() noexcept;  // a no-op that keeps the note with the rows' names
    level const* const kept;           // the lowest level of each row that is compiled; null if all are
    alignas(void*) unsigned char storage[832] = {};  // of the state

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
    level lowest;               // of the messages that the strip list leaves in the program
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
                                                           own_line_format<Channel>,
                                                           strip_level<Channel>};

}  // namespace detail

/// One of a program's components and modules, chosen at run time: log macros take it in their place. Two pointers, to be
/// copied; comparable. Allocates and locks nothing; any thread. A call that is off costs the same as with the
/// component's name, but for the load of its threshold, which is by a pointer. Artifacts don't convert: an artifact has
/// its own level.
///
///     sluice::channel const to = is_input ? sluice::channel(shop::reader) : shop::executor;
///     SLUICE_INFO(to, "{} orders", n);
class channel {
public:
    template <class Component>
    requires detail::is_channel<Component>
    constexpr channel(Component) noexcept
        : gate_(&detail::channel_access::gate_of<Component>()), info_(&detail::info_of<Component>) {
        static_assert(!Component::is_artifact,
                      "sluice: a channel is a component or a module: an artifact has its own level, so its calls name it");
    }

    [[nodiscard]] friend constexpr bool operator==(channel const& one, channel const& other) noexcept {
        return one.info_ == other.info_;
    }

private:
    friend detail::late_call<channel>;
    detail::gate const* gate_;
    detail::channel_info const* info_;
};

namespace detail {

template <class Channel>
struct late_call : gate_test<Channel, level::off, false> {
    constexpr late_call(Channel const&, level) noexcept {}
};
/// The values of a call: its site is completed with them (arguments.hpp).
template <>
struct late_call<channel> {
    static constexpr bool kept = true;
    static constexpr bool is_late = true;

    gate const* own;
    channel_info const* info;
    level at;

    constexpr late_call(channel const& on, level with) noexcept
        : own(on.gate_), info(on.info_), at(with) {}

    /// Tests the gate, as gate_test::passes() does: the level is in a register. What follows is executed only when the
    /// gate lets the call through.
    [[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr bool passes(char const* function) const noexcept {
        if (__builtin_is_constant_evaluated()) {
            if (text_view{function} == "operator()") a_lambda_that_logs_is_no_constant_expression();
            return false;
        }
        return own->passes(at) && (compiler_barrier(), info->lowest <= at && at < level::off);
    }
};
template <class Channel>
requires(is_channel<Channel> && !is_artifact<Channel>)
struct late_call<Channel> : late_call<channel> {
    constexpr late_call(Channel const& on, level with) noexcept : late_call<channel>(on, with) {}
};

/// The limit of a call, which suppresses some of its messages.
/// Those of late calls without a limit have a kind of their own: their sites are completed copies.
enum class limit : unsigned char { none, once, first_n, every_n, every_seconds, late };

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
    limited_site* copy;             // for `listed`, of a late call's site; else null
};

/// The site of a call with a limit.
struct limited_site : site {
    limit_state& state;
};

// A separate variable for each site's class: constant-initialised, so that no guard is tested.
template <class Site>
SLUICE_DETAIL_HIDDEN inline constinit limit_state limit_state_of{};

/// The same for a late call, whose site lives no longer than the call.
struct late_limit {
    limited_site listed{{}, state};
    limit_state state{0, 0, 0, nullptr, nullptr, &listed};
};
template <class Site>
SLUICE_DETAIL_HIDDEN inline constinit late_limit late_limit_of{};

template <class Call, class Site>
constexpr limit_state& limit_state_for() noexcept {
    if constexpr (Call::is_late)
        return late_limit_of<Site>.state;
    else
        return limit_state_of<Site>;
}

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

/// Returns the site of a late call.
template <class Site>
[[nodiscard]] constexpr Site completed(Site made, channel_info const* channel, level at) noexcept {
    made.channel = channel;
    made.at = at;
    return made;
}

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
    if constexpr (Call::is_late)
        return {nullptr, from.format, from.file, from.function, from.line, level::off,
                from.kind == limit::none ? limit::late : from.kind, static_cast<unsigned short>(size)};
    else
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
                                                                         limit_state_for<Call, Site>()};
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

}  // namespace detail
}  // namespace sluice
