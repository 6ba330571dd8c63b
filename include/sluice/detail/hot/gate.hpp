// The names that a program logs through, as types, and the test that a call site makes. What is behind the
// test (registry state, records) is unknown here.
#pragma once

#include "../table/check.hpp"
#include "cell.hpp"

namespace sluice {

namespace detail {

// Hidden, so that the load is rip-relative in a shared library too: each program or library that includes a
// registry's header has gates of its own.
template <class Rows>
SLUICE_DETAIL_HIDDEN inline constinit cell gates_of[table_problems<Rows>::rows + 1] = {};
template <class Module>
SLUICE_DETAIL_HIDDEN inline constinit cell module_gate{};

}  // namespace detail

/// A component, as `shop::reader` is one. Empty.
template <class Rows, size_t Row>
struct component {
    using rows = Rows;
    static constexpr size_t row = Row;  // among all rows
    static constexpr bool is_artifact = false;
    static constexpr text_view artifact_name{};

    [[nodiscard]] static constexpr text_view logger() noexcept {
        return detail::tables_of<Rows>.logger_of(detail::tables_of<Rows>.components[Row]);
    }
    [[nodiscard]] static constexpr detail::cell& gate() noexcept { return detail::gates_of<Rows>[Row]; }
};

/// An artifact, as `shop::plan_tree` is one. Empty.
template <class Rows, size_t Row>
struct artifact {
    using rows = Rows;
    static constexpr size_t row = Row;  // among all rows: components come first
    static constexpr detail::artifact_row const& entry =
        detail::tables_of<Rows>.artifacts[Row - detail::table_problems<Rows>::components];
    static constexpr bool is_artifact = true;
    static constexpr level at = entry.at;
    static constexpr text_view artifact_name = entry.name;

    [[nodiscard]] static constexpr text_view logger() noexcept { return entry.logger; }
    [[nodiscard]] static constexpr detail::cell& gate() noexcept { return detail::gates_of<Rows>[Row]; }
};

/// A module, as `shop::csv` is one. Empty; Name is the class that SLUICE_MODULE makes.
template <class Name>
struct module {
    using rows = typename Name::rows;
    static constexpr bool is_artifact = false;
    static constexpr text_view artifact_name{};

    [[nodiscard]] static constexpr text_view logger() noexcept { return Name::logger; }
    [[nodiscard]] static constexpr detail::cell& gate() noexcept { return detail::module_gate<Name>; }
};

namespace detail {

template <class>
inline constexpr bool is_gate = false;
template <class Rows, size_t Row>
inline constexpr bool is_gate<component<Rows, Row>> = true;
template <class Rows, size_t Row>
inline constexpr bool is_gate<artifact<Rows, Row>> = true;
template <class Name>
inline constexpr bool is_gate<module<Name>> = true;

template <class, class>
inline constexpr bool same_rows = false;
template <class Rows>
inline constexpr bool same_rows<Rows, Rows> = true;

/// What SLUICE_REGISTRY declares constants with: types without a comma in their names.
template <class Rows>
struct declared {
    template <size_t Row>
    using component = ::sluice::component<Rows, Row>;
    template <size_t Row>
    using artifact = ::sluice::artifact<Rows, Row>;
};

// The type of a macro's first argument, without const and reference.
template <class Type>
struct plain {
    using type = Type;
};
template <class Type>
struct plain<Type const> : plain<Type> {};
template <class Type>
struct plain<Type&> : plain<Type> {};
template <class Type>
using gate_type = typename plain<Type>::type;

// Not constexpr on purpose: see message_level().
inline void off_is_a_threshold_and_no_message_has_it() noexcept {}

/// The level of an ordinary message, with a word to whoever mixed the macros up.
template <class Gate>
consteval level message_level(level at) noexcept {
    static_assert(is_gate<Gate>,
                  "sluice: the first argument of a log macro is a component or a module: SLUICE_INFO(shop::reader, "
                  "\"{} orders\", n)");
    if constexpr (is_gate<Gate>)
        static_assert(!Gate::is_artifact,
                      "sluice: an artifact has a level of its own: write SLUICE_ARTIFACT(artifact, \"...\", ...)");
    if (at == level::off) off_is_a_threshold_and_no_message_has_it();
    return at;
}
template <class Gate>
consteval level artifact_level() noexcept {
    static_assert(is_gate<Gate>,
                  "sluice: the first argument of SLUICE_ARTIFACT is an artifact: SLUICE_ARTIFACT(shop::plan_tree, "
                  "\"{}\", tree)");
    if constexpr (is_gate<Gate>) {
        static_assert(Gate::is_artifact,
                      "sluice: SLUICE_ARTIFACT takes an artifact; for a component or a module write SLUICE_DEBUG, "
                      "SLUICE_INFO, SLUICE_WARNING, SLUICE_ERROR or SLUICE_CRITICAL");
        if constexpr (Gate::is_artifact) return Gate::at;
    }
    return level::debug;
}

// Not constexpr on purpose: see passes().
inline void a_lambda_that_logs_is_no_constant_expression() noexcept {}

/// The test: one relaxed load, one compare, one branch in the caller. In a constant expression it is false, as
/// nothing can be logged there.
///
/// A lambda is constexpr without having asked for it, and compilers evaluate `int x = [] { ... }();` at compile
/// time where they can, which would lose what it logs. So a lambda that logs is made to run.
template <class Gate>
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr bool passes(level at, char const* function) noexcept {
    if constexpr (is_gate<Gate>) {
        if (__builtin_is_constant_evaluated()) {
            if (text_view{function} == "operator()") a_lambda_that_logs_is_no_constant_expression();
            return false;
        }
        return Gate::gate().passes(at);
    }
    return false;
}

}  // namespace detail
}  // namespace sluice
