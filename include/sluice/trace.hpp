// The structured trace: records for programs to read, in the form of PyTorch's TORCH_TRACE, which its viewer tlparse
// shows. They go to a file in the folder that SHOP_TRACE names, for a registry whose variable is SHOP_LOGS.
//
//     SLUICE_TRACE(shop::logs, "plan", sluice::json_object({{"nodes", 12}, {"cost", 1.5}}), render(plan));
#pragma once

#include "detail/push_macros.hpp"

#include "detail/trace/call.hpp"
#include "registry.hpp"

namespace sluice {

namespace detail {

/// A call of SLUICE_TRACE. For what is no registry it compiles, after a message of ours.
template <class Registry>
struct trace_call : gate_test<Registry, trace_level, false> {
    static_assert(!sizeof(Registry),
                  "sluice: the first argument of SLUICE_TRACE is a registry: SLUICE_TRACE(shop::logs, \"plan\", "
                  "sluice::json_object({{\"nodes\", 12}}))");
};
template <class Rows>
struct trace_call<registry<Rows>> : gate_test<trace_gate<Rows>, trace_level, true> {};

template <class Type>
inline constexpr bool is_text = requires(Type const& text) { text_view{text}; };

// What is left of a call behind its test; nothing where it is stripped. Always inlined, so that the references are gone
// before the compiler looks for variables whose address is taken.

template <class Site, bool Kept>
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE bool trace_passes() noexcept {
    if constexpr (Kept) return trace_is_on(site_of<Site>);
    return false;
}

/// The parts are the name, the metadata and, where there is one, the payload.
template <class Site, bool Kept, class... Parts>
SLUICE_DETAIL_ALWAYS_INLINE void trace_parts([[maybe_unused]] Parts const&... parts) noexcept {
    constexpr bool good = requires(site const& at) { detail::trace(parts..., at); };
    static_assert(good,
                  "sluice: SLUICE_TRACE takes a registry, a name, metadata and, where there is one, a payload, which "
                  "is a text: SLUICE_TRACE(shop::logs, \"plan\", sluice::json_object({{\"nodes\", 12}}), text)");
    if constexpr (good && Kept) detail::trace(parts..., site_of<Site>);
}

}  // namespace detail

/// A number for a text that many records hold, to stand in their metadata in its place:
///
///     SLUICE_TRACE(shop::logs, "frame", sluice::json_object({{"file", sluice::intern(shop::logs, path)}}));
///
/// The first time it writes a record that says which text the number stands for. Numbers count from 0; one holds for
/// all records of its registry, in forked children too. Any thread; not from a signal handler; locks, allocates, throws
/// nothing. Where there is no trace it does nothing.
template <class Rows>
unsigned intern(registry<Rows> const&, text_view text) noexcept {
    return detail::intern_text(detail::source_of<detail::trace_gate<Rows>>, text);
}

}  // namespace sluice

/// A record of the trace: its name, its metadata (anything that stands in JSON, see json.hpp), and, where there is one,
/// its payload, a text of any number of lines. A call that is off costs one relaxed load, one compare and one branch,
/// and evaluates none of these. A name that is a literal is checked at compile time; one that is not, when it is
/// written. Any thread; locks; allocates for records of over 1 KiB. Throws only what evaluating its arguments throws;
/// keeps errno; must not stand in a signal handler. In a constant expression it does nothing.
#define SLUICE_TRACE(REGISTRY, NAME, ...) SLUICE_DETAIL_TRACE(REGISTRY, NAME __VA_OPT__(, ) __VA_ARGS__)

#if SLUICE_DETAIL_FOR_DEVICE
#define SLUICE_DETAIL_TRACE(REGISTRY, ...) SLUICE_DETAIL_NOT_CALLED(REGISTRY)
#else
#define SLUICE_DETAIL_TRACE(REGISTRY, NAME, ...)                                                                      \
    do {                                                                                                              \
        using sluice_call = ::sluice::detail::trace_call<::sluice::detail::gate_type<decltype(REGISTRY)>>;            \
        static_assert(::sluice::detail::is_text<decltype(NAME)>, "sluice: the name of a trace's record is a text");   \
        static_assert(!::sluice::detail::is_literal<decltype(NAME)> || ::sluice::detail::is_trace_name(NAME),         \
                      "sluice: SLUICE_TRACE(..., " #NAME ", ...): the trace's format keeps this name for itself");    \
        if constexpr (sluice_call::kept)                                                                              \
            if (sluice_call::passes(__func__)) [[unlikely]] {                                                         \
                constexpr char const* sluice_function = __func__;                                                     \
                struct sluice_site {                                                                                  \
                    static constexpr auto describe() noexcept {                                                       \
                        return (::sluice::detail::describe_site<sluice_call, ::sluice::detail::limit::none,           \
                                                                sluice_site>)("", SLUICE_DETAIL_FILE, __LINE__,       \
                                                                              sluice_function);                       \
                    }                                                                                                 \
                };                                                                                                    \
                if ((::sluice::detail::trace_passes<sluice_site, sluice_call::kept>)())                               \
                    (::sluice::detail::trace_parts<sluice_site, sluice_call::kept>)(NAME __VA_OPT__(, ) __VA_ARGS__); \
            }                                                                                                         \
    } while (false)
#endif

#include "detail/pop_macros.hpp"
