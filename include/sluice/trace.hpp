// The structured trace: machine-readable records in the format of PyTorch's TORCH_TRACE, which the viewer tlparse
// reads. They go to a file in the folder that SHOP_TRACE names, for a registry whose variable is SHOP_LOGS, or in that
// of SHOP_DTRACE, which adds the records of SLUICE_DTRACE. The registry's first call or intern() reads the variables;
// reload() reads them again.
//
//     SLUICE_TRACE(shop::logs, "plan", sluice::json_object({{"nodes", 12}, {"cost", 1.5}}), render(plan));
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/trace/state.hpp"
#include "registry.hpp"

namespace sluice {

namespace detail {

/// A call of SLUICE_TRACE. Other types than registries compile too, after the message below.
template <class Registry>
struct trace_call : gate_test<Registry, trace_level, false> {
    static_assert(!sizeof(Registry),
                  "sluice: the first argument of SLUICE_TRACE is a registry: SLUICE_TRACE(shop::logs, \"plan\", "
                  "sluice::json_object({{\"nodes\", 12}})); there is no trace level: for a message write "
                  "SLUICE_DEBUG(shop::reader, \"{} orders\", n)");
};
template <class Rows>
struct trace_call<registry<Rows>> : gate_test<trace_channel<Rows>, trace_level, true> {};
/// A call of SLUICE_DTRACE.
template <class Registry>
struct dtrace_call : trace_call<Registry> {};
template <class Rows>
struct dtrace_call<registry<Rows>> : gate_test<trace_channel<Rows>, level::debug, true> {};

template <class Registry>
SLUICE_DETAIL_ALWAYS_INLINE constexpr trace_call<Registry> trace_on(Registry const&) noexcept {
    return {};
}
template <class Registry>
SLUICE_DETAIL_ALWAYS_INLINE constexpr dtrace_call<Registry> dtrace_on(Registry const&) noexcept {
    return {};
}

template <class Type>
inline constexpr bool is_text = requires(Type const& text) { text_view{text}; };

// The rest of a call after its test; empty if it is stripped. Always inlined, so that the references are gone before
// the compiler looks for variables whose address is taken.

template <class Site, class Call>
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE bool trace_passes(Call) noexcept {
    if constexpr (Call::kept) return trace_is_on(trace_site_of<Call, Site>);
    return false;
}

/// Passes on the parts: the name, the metadata and, if there is one, the payload.
template <class Site, class Call, class... Parts>
SLUICE_DETAIL_ALWAYS_INLINE void trace_parts(Call, [[maybe_unused]] Parts const&... parts) noexcept {
    constexpr bool good = requires(trace_site const& at) { detail::trace(parts..., at); };
    static_assert(good,
                  "sluice: SLUICE_TRACE takes a registry, a name, metadata and optionally a payload, which is a "
                  "text: SLUICE_TRACE(shop::logs, \"plan\", sluice::json_object({{\"nodes\", 12}}), text)");
    if constexpr (good && Call::kept) detail::trace(parts..., trace_site_of<Call, Site>);
}

}  // namespace detail

/// Returns a number that represents a text in the metadata of many records:
///
///     SLUICE_TRACE(shop::logs, "frame", sluice::json_object({{"file", sluice::intern(shop::logs, path)}}));
///
/// A record with the number and the text precedes the first record that uses the number. Numbers count from 0, and are
/// valid for all records of the registry, also in forked children. Returns not_interned if the trace is off or memory
/// runs out. Any thread; not async-signal-safe. Locks; allocates; throws nothing.
template <class Rows>
SLUICE_DETAIL_HIDDEN unsigned intern(registry<Rows> const&, text_view text) noexcept {
    return detail::intern_text(detail::trace_of<Rows>, text);
}

}  // namespace sluice

#if SLUICE_DETAIL_RUNTIME_IS == 1
#include "detail/trace/record.hpp"
#endif

#pragma GCC system_header  // see log.hpp

/// Writes a record of the trace: its name, its metadata (a JSON value, see json.hpp), and optionally its payload, a
/// text of any number of lines. A call that is off costs one relaxed load, one compare and one branch, and doesn't
/// evaluate its arguments. A name that is a literal is checked at compile time, others when the record is written. Any
/// thread; not async-signal-safe. Locks; allocates for records of more than 1 KiB. Throws only what evaluating its
/// arguments throws; leaves errno unchanged. In a constant expression it does nothing.
#define SLUICE_TRACE(registry, name, ...) SLUICE_DETAIL_TRACE(trace_on, registry, name __VA_OPT__(, ) __VA_ARGS__)
/// Does the same for records that are too many or too expensive for every trace: they are written only if SHOP_DTRACE
/// names the folder.
#define SLUICE_DTRACE(registry, name, ...) SLUICE_DETAIL_TRACE(dtrace_on, registry, name __VA_OPT__(, ) __VA_ARGS__)

#if SLUICE_DETAIL_FOR_DEVICE
#define SLUICE_DETAIL_TRACE(ON, REGISTRY, ...) SLUICE_DETAIL_NOT_CALLED(__VA_ARGS__)
#else
#define SLUICE_DETAIL_TRACE(ON, REGISTRY, NAME, ...)                                                                \
    do {                                                                                                            \
        SLUICE_DETAIL_TEST((::sluice::detail::ON)(REGISTRY)) {                                                      \
        static_assert(::sluice::detail::is_text<decltype(NAME)>, "sluice: the name of a trace record is a text");   \
        static_assert(!::sluice::detail::is_literal(#NAME) || ::sluice::detail::is_trace_name(NAME),                \
                      "sluice: SLUICE_TRACE(..., " #NAME ", ...): the trace format reserves this name");            \
        constexpr char const* sluice_function = __func__;                                                           \
        struct sluice_site {                                                                                        \
            static constexpr ::sluice::detail::source source() noexcept {                                           \
                return ::sluice::detail::source(::sluice::detail::limit::none, "", 0, SLUICE_DETAIL_FILE, __LINE__, \
                                                sluice_function);                                                   \
            }                                                                                                       \
        };                                                                                                          \
        SLUICE_DETAIL_IF((::sluice::detail::trace_passes<sluice_site>)(SLUICE_DETAIL_THIS_CALL))                    \
            (::sluice::detail::trace_parts<sluice_site>)(SLUICE_DETAIL_THIS_CALL, NAME __VA_OPT__(, ) __VA_ARGS__); \
        }                                                                                                           \
    } while (false)
#endif

#include "detail/base/macros_pop.hpp"
