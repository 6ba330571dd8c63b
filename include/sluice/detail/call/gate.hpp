// Channels, the names that a program logs through, as types; the byte that a call site tests, which is the only thing
// that logging and configuring share; and the test. Independent of records and of a registry's state.
#pragma once

#include "../../level.hpp"
#include "../settings/strip.hpp"
#include "../table/builder.hpp"

namespace sluice {

class channel;

namespace detail {

/// A threshold in one byte. Initially zero, which means not configured: lower than every level, so that the first call
/// takes the cold path, which reads the settings.
///
/// An artifact has its own byte too, not a bit in a mask: testing a byte costs the same, storing it needs no
/// read-modify-write, and all channels have the same kind of gate.
struct gate {
    unsigned char threshold;  // relaxed
#if SLUICE_CFG_EXTENDED
    bool has_logged;  // a record has been made; relaxed
#endif

    [[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE bool passes(level message) const noexcept {
        return load_relaxed(threshold) <= static_cast<unsigned char>(message);
    }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR bool is_configured() const noexcept { return load_relaxed(threshold) != 0; }
    SLUICE_DETAIL_ACCESSOR void open() noexcept { store_relaxed(threshold, static_cast<unsigned char>(0)); }
    SLUICE_DETAIL_ACCESSOR void set(level value) noexcept { store_relaxed(threshold, static_cast<unsigned char>(value)); }
};

/// Accesses the private members of channels.
struct channel_access {
    template <class Channel>
    [[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE static constexpr gate& gate_of() noexcept {
        return Channel::gate();
    }
};

// Hidden, so that the load is rip-relative in a shared library too: each program or library that includes a registry's
// header has its own gates.
template <class Rows>
SLUICE_DETAIL_HIDDEN inline constinit gate gates_of[table_rows<Rows>::row_count + 1] = {};
template <class Module>
SLUICE_DETAIL_HIDDEN inline constinit gate module_gate{};

}  // namespace detail

/// The type of a component such as `shop::reader`. Empty.
template <class Rows, size_t Row>
struct component {
    using rows = Rows;
    static constexpr size_t row = Row;  // among all rows
    static constexpr bool is_artifact = false;
    static constexpr text_view artifact_name{};
    static constexpr text_view line_format{};

    [[nodiscard]] static constexpr text_view logger() noexcept {
        return detail::tables_of<Rows>.logger_of(detail::tables_of<Rows>.components[Row]);
    }

private:
    friend detail::channel_access;
    SLUICE_DETAIL_HIDDEN static constexpr detail::gate& gate() noexcept { return detail::gates_of<Rows>[Row]; }
};

/// The type of an artifact such as `shop::plan_tree`. Empty.
template <class Rows, size_t Row>
struct artifact {
    using rows = Rows;
    static constexpr size_t row = Row;  // among all rows: components come first
    static constexpr detail::artifact_row const& entry() noexcept {
        return detail::tables_of<Rows>.artifacts[Row - detail::table_rows<Rows>::component_count];
    }
    static constexpr bool is_artifact = true;
    static constexpr level at = entry().at;
    static constexpr text_view artifact_name = entry().name;
    static constexpr text_view line_format = entry().format;

    [[nodiscard]] static constexpr text_view logger() noexcept { return entry().logger; }

private:
    friend detail::channel_access;
    SLUICE_DETAIL_HIDDEN static constexpr detail::gate& gate() noexcept { return detail::gates_of<Rows>[Row]; }
};

/// The type of a module such as `shop::csv`. Empty; Name is the class that SLUICE_MODULE defines.
template <class Name>
struct module {
    using rows = typename Name::rows;
    static constexpr bool is_artifact = false;
    static constexpr text_view artifact_name{};
    static constexpr text_view line_format{};

    [[nodiscard]] static constexpr text_view logger() noexcept { return Name::logger; }

private:
    friend detail::channel_access;
    SLUICE_DETAIL_HIDDEN static constexpr detail::gate& gate() noexcept { return detail::module_gate<Name>; }
};

namespace detail {

template <class>
inline constexpr bool is_channel = false;
template <class Rows, size_t Row>
inline constexpr bool is_channel<component<Rows, Row>> = true;
template <class Rows, size_t Row>
inline constexpr bool is_channel<artifact<Rows, Row>> = true;
template <class Name>
inline constexpr bool is_channel<module<Name>> = true;

template <class, class>
inline constexpr bool same_rows = false;
template <class Rows>
inline constexpr bool same_rows<Rows, Rows> = true;

/// The types of the constants that SLUICE_REGISTRY declares, without a comma in their names.
template <class Rows>
struct declared {
    template <size_t Row>
    using component = ::sluice::component<Rows, Row>;
    template <size_t Row>
    using artifact = ::sluice::artifact<Rows, Row>;
};

// Removes const and reference from the type of a macro's first argument.
template <class Type>
struct plain {
    using type = Type;
};
template <class Type>
struct plain<Type const> : plain<Type> {};
template <class Type>
struct plain<Type&> : plain<Type> {};
template <class Type>
using channel_type = typename plain<Type>::type;

// Not constexpr on purpose: see gate_test::passes().
inline void a_lambda_that_logs_is_no_constant_expression() noexcept {}

/// The lowest level of a channel's messages that the strip list leaves in the program; off for an artifact that it
/// removes.
template <class Channel>
inline constexpr level strip_level = strip_threshold(Channel::rows::strip, tables_of<typename Channel::rows>, Channel::logger());
template <class Channel>
requires Channel::is_artifact
inline constexpr level strip_level<Channel> =
    strips_artifact(Channel::rows::strip, tables_of<typename Channel::rows>, Channel::artifact_name) ? level::off
                                                                                                     : level::debug;

/// A call site's test of a gate: one class for each channel and level, however many calls there are.
template <class Channel, level At, bool = is_channel<Channel>>
struct gate_test {
    using channel = Channel;
    static constexpr level at = At;
    static constexpr bool is_late = false;

    /// False if the strip list removes the call from the program.
    static constexpr bool kept = strip_level<Channel> <= At;

    /// Tests the gate: one relaxed load, one compare, one branch in the caller. Returns false in a constant expression,
    /// which can't log.
    ///
    /// A lambda is implicitly constexpr, and compilers evaluate `int x = [] { ... }();` at compile time if they can,
    /// which would lose its messages. So a lambda that logs is made non-constant.
    [[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE static constexpr bool passes(char const* function) noexcept {
        if (__builtin_is_constant_evaluated()) {
            if (text_view{function} == "operator()") a_lambda_that_logs_is_no_constant_expression();
            return false;
        }
        return channel_access::gate_of<Channel>().passes(At);
    }
};
/// For types that aren't channels: compiles, because another message has reported the mistake.
template <class Channel, level At>
struct gate_test<Channel, At, false> {
    static constexpr bool kept = false;
    static constexpr bool is_late = false;
    [[nodiscard]] static constexpr bool passes(char const*) noexcept { return false; }
};

template <class Channel, bool = is_channel<Channel>>
inline constexpr bool is_artifact = Channel::is_artifact;
template <class Channel>
inline constexpr bool is_artifact<Channel, false> = false;

template <class Channel, bool = is_artifact<Channel>>
inline constexpr level artifact_level = Channel::at;
template <class Channel>
inline constexpr level artifact_level<Channel, false> = level::debug;

// The level of a call as a template argument: its number, or one of these.
inline constexpr int own_level = 256;      // sluice::on: the artifact's
inline constexpr int late_level = 257;     // known at run time
inline constexpr int no_level = 258;       // another message has reported the mistake

/// The level that a macro's argument names.
constexpr int level_number(level at) noexcept { return static_cast<int>(at); }
constexpr int level_number(on_t) noexcept { return own_level; }
template <class Other>
constexpr int level_number(Other const&) noexcept {
    static_assert(sizeof(Other*) == 0,
                  "sluice: the level must be a sluice::level such as sluice::info, or sluice::on for an artifact");
    return no_level;
}

/// True for calls whose channel or level is known at run time.
template <class Channel, int At>
inline constexpr bool is_late = At == late_level;
template <int At>
inline constexpr bool is_late<channel, At> = At != own_level && At != no_level;

/// The values of such a call (site.hpp).
template <class Channel>
struct late_call;

/// A message of a component or a module. An object of its class stands for the call in the macros.
template <class Channel, int At>
struct message : gate_test<Channel, static_cast<level>(At)> {
    static_assert(is_channel<Channel>,
                  "sluice: the first argument of a log macro is a component or a module: SLUICE_INFO(shop::reader, "
                  "\"{} orders\", n)");
    static_assert(!is_artifact<Channel>,
                  "sluice: an artifact has its own level: write SLUICE_ARTIFACT(artifact, \"...\", ...), or "
                  "sluice::on in place of a level");
    static_assert(At != static_cast<int>(level::off), "sluice: off is a threshold, not a level for messages");
};
template <class Channel>
struct message<Channel, no_level> : gate_test<Channel, level::debug, false> {};
/// An artifact's message, at the artifact's level.
template <class Channel>
struct message<Channel, own_level> : gate_test<Channel, artifact_level<Channel>> {
    static_assert(is_channel<Channel>,
                  "sluice: the first argument of SLUICE_ARTIFACT is an artifact: SLUICE_ARTIFACT(shop::plan_tree, "
                  "\"{}\", tree)");
    static_assert(!is_channel<Channel> || is_artifact<Channel>,
                  "sluice: SLUICE_ARTIFACT takes an artifact; for a component or a module write SLUICE_DEBUG, "
                  "SLUICE_INFO, SLUICE_WARNING, SLUICE_ERROR or SLUICE_CRITICAL, or a level in place of sluice::on");
};

template <class Channel, int At>
requires is_late<Channel, At>
struct message<Channel, At> : late_call<Channel> {
    static_assert(is_late<Channel, 0> || is_channel<Channel>,
                  "sluice: the first argument of a log macro is a component or a module: SLUICE_LOG(shop::reader, level, "
                  "\"{} orders\", n)");
    static_assert(!is_artifact<Channel>,
                  "sluice: an artifact has its own level: write SLUICE_ARTIFACT(artifact, \"...\", ...), or sluice::on in "
                  "place of a level");
    static_assert(At != static_cast<int>(level::off), "sluice: off is a threshold, not a level for messages");
    using late_call<Channel>::late_call;
};

/// The call that a macro makes on a channel, at a level that the macro knows.
template <int At, class Channel>
SLUICE_DETAIL_ALWAYS_INLINE constexpr message<Channel, At> call_on([[maybe_unused]] Channel const& on) noexcept {
    if constexpr (is_late<Channel, At>)
        return {on, static_cast<level>(At)};
    else
        return {};
}
/// The call at the level of a macro's argument; At is that level if it is constant, else late_level.
template <int At, class Channel>
SLUICE_DETAIL_ALWAYS_INLINE constexpr message<Channel, At> call_at([[maybe_unused]] Channel const& on,
                                                                   [[maybe_unused]] int number) noexcept {
    if constexpr (is_late<Channel, At>)
        return {on, static_cast<level>(number)};
    else
        return {};
}

#if SLUICE_DETAIL_ANALYSED
// The same without ?:, which would count in the complexity of a function.
template <class Channel>
constexpr message<Channel, late_level> analysed_call(Channel const& on, level at) noexcept {
    return {on, at};
}
template <class Channel>
constexpr message<Channel, own_level> analysed_call(Channel const&, on_t) noexcept {
    return {};
}
#endif

}  // namespace detail
}  // namespace sluice
