// The names that a program logs through, as types, and the test that a call site makes. What is behind the
// test (registry state, records) is unknown here.
#pragma once

#include "../settings/strip.hpp"
#include "../table/builder.hpp"
#include "cell.hpp"

namespace sluice {

struct on_t;

namespace detail {

// Hidden, so that the load is rip-relative in a shared library too: each program or library that includes a
// registry's header has gates of its own.
template <class Rows>
SLUICE_DETAIL_HIDDEN inline constinit cell gates_of[table_rows<Rows>::row_count + 1] = {};  // the last is the trace's
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
    static constexpr text_view line_format{};

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
    static constexpr detail::artifact_row const& entry() noexcept {
        return detail::tables_of<Rows>.artifacts[Row - detail::table_rows<Rows>::component_count];
    }
    static constexpr bool is_artifact = true;
    static constexpr level at = entry().at;
    static constexpr text_view artifact_name = entry().name;
    static constexpr text_view line_format = entry().format;

    [[nodiscard]] static constexpr text_view logger() noexcept { return entry().logger; }
    [[nodiscard]] static constexpr detail::cell& gate() noexcept { return detail::gates_of<Rows>[Row]; }
};

/// A module, as `shop::csv` is one. Empty; Name is the class that SLUICE_MODULE makes.
template <class Name>
struct module {
    using rows = typename Name::rows;
    static constexpr bool is_artifact = false;
    static constexpr text_view artifact_name{};
    static constexpr text_view line_format{};

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

// Not constexpr on purpose: see gate_test::passes().
inline void a_lambda_that_logs_is_no_constant_expression() noexcept {}

/// What a call site asks of a gate: one class a gate and level, however many calls there are.
template <class Gate, level At, bool = is_gate<Gate>>
struct gate_test {
    using gate = Gate;
    static constexpr level at = At;

    /// False where the strip list takes the call out of the program.
    static constexpr bool kept =
        Gate::is_artifact ? !strips_artifact(Gate::rows::strip, tables_of<typename Gate::rows>, Gate::artifact_name)
                          : strip_threshold(Gate::rows::strip, tables_of<typename Gate::rows>, Gate::logger()) <= At;

    /// One relaxed load, one compare, one branch in the caller. In a constant expression it is false, as nothing can
    /// be logged there.
    ///
    /// A lambda is constexpr without having asked for it, and compilers evaluate `int x = [] { ... }();` at compile
    /// time where they can, which would lose what it logs. So a lambda that logs is made to run.
    [[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE static constexpr bool passes(char const* function) noexcept {
        if (__builtin_is_constant_evaluated()) {
            if (text_view{function} == "operator()") a_lambda_that_logs_is_no_constant_expression();
            return false;
        }
        return Gate::gate().passes(At);
    }
};
/// For what is no gate: compiles, as a message of ours has said already what is wrong.
template <class Gate, level At>
struct gate_test<Gate, At, false> {
    static constexpr bool kept = false;
    [[nodiscard]] static constexpr bool passes(char const*) noexcept { return false; }
};

template <class Gate, bool = is_gate<Gate>>
inline constexpr bool is_artifact = Gate::is_artifact;
template <class Gate>
inline constexpr bool is_artifact<Gate, false> = false;

template <class Gate, bool = is_artifact<Gate>>
inline constexpr level artifact_level = Gate::at;
template <class Gate>
inline constexpr level artifact_level<Gate, false> = level::debug;

/// A call, by what stands for its level: a constant of that type, or sluice::on for an artifact.
template <class Gate, auto At, class = gate_type<decltype(At)>>
struct message : gate_test<Gate, level::debug, false> {
    static_assert(sizeof(Gate*) == 0,
                  "sluice: the level is a constant such as sluice::info; in its place, for an artifact, sluice::on");
};
/// A message of a component or a module.
template <class Gate, auto At>
struct message<Gate, At, level> : gate_test<Gate, At> {
    static_assert(is_gate<Gate>,
                  "sluice: the first argument of a log macro is a component or a module: SLUICE_INFO(shop::reader, "
                  "\"{} orders\", n)");
    static_assert(!is_artifact<Gate>,
                  "sluice: an artifact has a level of its own: write SLUICE_ARTIFACT(artifact, \"...\", ...), or "
                  "sluice::on in place of a level");
    static_assert(At != level::off, "sluice: off is a threshold, and no message has it");
};
/// An artifact's message, at the artifact's level.
template <class Gate, auto At>
struct message<Gate, At, on_t> : gate_test<Gate, artifact_level<Gate>> {
    static_assert(is_gate<Gate>,
                  "sluice: the first argument of SLUICE_ARTIFACT is an artifact: SLUICE_ARTIFACT(shop::plan_tree, "
                  "\"{}\", tree)");
    static_assert(!is_gate<Gate> || is_artifact<Gate>,
                  "sluice: SLUICE_ARTIFACT takes an artifact; for a component or a module write SLUICE_DEBUG, "
                  "SLUICE_INFO, SLUICE_WARNING, SLUICE_ERROR or SLUICE_CRITICAL, or a level in place of sluice::on");
};

/// What the macros name a call with: by a type without a comma in its name. For a macro of the program's that passes a
/// call on to another macro, as those of test frameworks do, would take a comma outside parentheses for the end of an
/// argument.
template <class Named>
struct on_gate {
    template <auto At>
    using message_at = message<gate_type<Named>, At>;
};

}  // namespace detail
}  // namespace sluice
