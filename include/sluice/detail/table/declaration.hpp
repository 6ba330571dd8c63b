// The sentences of mistakes in declarations. Only registry.hpp includes this file, which keeps short the list of
// includes that compilers print with an error.
#pragma once

#include "mistakes.hpp"

namespace sluice::detail {

// The texts of a mistake as types whose names show them.
#if SLUICE_DETAIL_PRINTS_LITERALS
template <auto Text>
struct shown;
template <mistake Mistake, size_t Which>
consteval auto shown_literal() noexcept {
    return literal<Mistake.sizes[Which]>{{Mistake.texts[Which], Mistake.sizes[Which]}};
}
template <mistake Mistake, size_t Which>
using shown_text = shown<shown_literal<Mistake, Which>()>;
#else
template <char... Text>
struct shown;
template <mistake Mistake, size_t Which>
struct characters_of {
    template <class Index, Index... Indices>
    using type = shown<Mistake.texts[Which][Indices]...>;
};
template <mistake Mistake, size_t Which>
using shown_text = __make_integer_seq<characters_of<Mistake, Which>::template type, size_t, Mistake.sizes[Which]>;
#endif

// A variable, because compilers explain comparisons and calls that fail.
template <declaring One, declaring Other>
inline constexpr bool differs = One != Other;

SLUICE_DETAIL_FATAL_BEGIN
/// The compiler stops at a call of stop_compiling<true>::stop(): after an error that would bring many others with it.
template <bool>
struct stop_compiling {
    static constexpr bool stop() noexcept { return true; }
};
#if SLUICE_DETAIL_FATAL_WARNINGS
template <>
struct stop_compiling<true> {
    [[deprecated("sluice: the compiler stops here")]] static constexpr bool stop() noexcept { return true; }
};
#else
// GCC stops where templates are nested too deeply. 5,000 is for builds that allow it more than it has memory for.
template <int Depth>
struct stopped_by_the_error_above : stopped_by_the_error_above<Depth + 1> {};
template <>
struct stopped_by_the_error_above<5000> {};
template <>
struct stop_compiling<true> {
    template <int Depth = 0>
    static constexpr bool stop() noexcept {
        return sizeof(stopped_by_the_error_above<Depth>) != 0;
    }
};
#endif

/// Fails to compile with the sentence of a mistake. The compiler's notes show the row, and more: the other arguments.
template <declaring Kind, class Row, class Detail>
struct declaration_check {
    static constexpr bool passes() noexcept {
        static_assert(
            differs<Kind, declaring::name_used_twice>,
            "sluice: settings would have two rows of the same name: give one of them another with named(\"...\")");
        static_assert(differs<Kind, declaring::name_not_for_settings>,
                      "sluice: settings can't use the row's name: a name is made of letters, digits and _, and is not "
                      "all or help; give the row another with named(\"...\")");
        static_assert(differs<Kind, declaring::bad_logger_name>,
                      "sluice: a logger's name is made of letters, digits and _, in parts joined by single dots");
        static_assert(differs<Kind, declaring::bad_line_format>,
                      "sluice: format(\"...\") takes Python's logging format, such as \"%(levelname)s: %(message)s\"; "
                      "docs/output.md lists its keys");
        static_assert(differs<Kind, declaring::unknown_component>,
                      "sluice: an artifact's row is (name, component, \"description\", options...), and this registry "
                      "has no such component; compilers show the nearest one after the row");
        static_assert(
            differs<Kind, declaring::bad_variable>,
            "sluice: an environment variable's name is made of letters, digits and _, and doesn't start with a "
            "digit");
        static_assert(differs<Kind, declaring::strip_no_name>,
                      "sluice: an entry of the strip list has no valid name; the list is -DSLUICE_STRIP_<registry>="
                      "artifact,component=level,...");
        static_assert(differs<Kind, declaring::strip_unknown_name>,
                      "sluice: a name in the strip list is neither a component nor an artifact");
        static_assert(differs<Kind, declaring::strip_artifact_with_level>,
                      "sluice: in a strip list an artifact takes no level");
        static_assert(differs<Kind, declaring::strip_no_level>,
                      "sluice: in a strip list a component takes the lowest level that is kept, as in reader=info, or "
                      "reader=off to keep none");
        static_assert(differs<Kind, declaring::strip_bad_level>,
                      "sluice: a level in a strip list is debug, info, warning, error, critical or off");
        static_assert(differs<Kind, declaring::inside_function>,
                      "sluice: SLUICE_REGISTRY is inside a function: move it out of all functions and classes, into a "
                      "header");
        static_assert(differs<Kind, declaring::registry_twice>,
                      "sluice: a file has this registry twice: declare it once, in a header with #pragma once, or give "
                      "the second one another name");
        static_assert(differs<Kind, declaring::row_declared_twice>, "sluice: a registry has two rows of this name");
        static_assert(differs<Kind, declaring::bad_registry_name>,
                      "sluice: a registry's name becomes a namespace: write an identifier, without quotes, as in "
                      "SLUICE_REGISTRY(shop, \"SHOP_LOGS\", ...)");
        static_assert(differs<Kind, declaring::variable_without_quotes>,
                      "sluice: the second argument of SLUICE_REGISTRY is the name of the environment variable, in "
                      "quotes: SLUICE_REGISTRY(shop, \"SHOP_LOGS\", ...)");
        static_assert(differs<Kind, declaring::more_than_two_lists>,
                      "sluice: SLUICE_REGISTRY takes two lists of rows, with no commas between the rows of a list");
        static_assert(differs<Kind, declaring::row_without_parentheses>,
                      "sluice: a row is in parentheses: (name, \"description\", options...)");
        static_assert(differs<Kind, declaring::row_name_in_quotes>,
                      "sluice: a row's name is an identifier: write it without quotes");
        static_assert(differs<Kind, declaring::row_name_with_dots>,
                      "sluice: a row's name is an identifier, without dots: write reader_csv for reader.csv, and its "
                      "logger as an option: loggers(\"shop.reader.csv\")");
        static_assert(
            differs<Kind, declaring::row_name_is_keyword>,
            "sluice: a row's name is a C++ keyword: add a _, and its name in settings as an option: (export_, "
            "\"...\", named(\"export\"))");
        static_assert(differs<Kind, declaring::row_name_not_identifier>,
                      "sluice: a row's name is an identifier: letters, digits and _");
        static_assert(differs<Kind, declaring::row_named_logs>,
                      "sluice: the registry itself is called logs: give the row another name, and named(\"logs\") if "
                      "settings should use logs");
        static_assert(differs<Kind, declaring::no_description>,
                      "sluice: a row lacks its description: components are (name, \"description\", options...), "
                      "artifacts (name, component, \"description\", options...)");
        static_assert(differs<Kind, declaring::description_without_quotes>,
                      "sluice: a row's description is in quotes: components are (name, \"description\", options...), "
                      "artifacts (name, component, \"description\", options...)");
        static_assert(differs<Kind, declaring::comma_missing_between_lists>,
                      "sluice: a component's row has its description, in quotes, after the name; if this row is the "
                      "first artifact, a comma is missing before it");
        static_assert(differs<Kind, declaring::comma_between_rows>,
                      "sluice: an artifact's row has its component after the name: (name, component, \"description\"); "
                      "if this row is a component, remove the comma before it: there is none between rows");
        static_assert(differs<Kind, declaring::bad_component_option>,
                      "sluice: a component's options are hidden, named(\"...\") and loggers(\"...\", ...)");
        static_assert(differs<Kind, declaring::bad_artifact_option>,
                      "sluice: an artifact's options are off_by_default, hidden, at(level), named(\"...\"), "
                      "logger(\"...\") and format(\"...\")");
        static_assert(differs<Kind, declaring::bad_level>,
                      "sluice: at(...) takes debug, info, warning, error or critical");
        static_assert(
            differs<Kind, declaring::module_outside_registry>,
            "sluice: SLUICE_MODULE is not in a registry's namespace: write namespace shop { SLUICE_MODULE(...) "
            "} for SLUICE_REGISTRY(shop, ...)");
        static_assert(differs<Kind, declaring::module_logger_without_quotes>,
                      "sluice: the second argument of SLUICE_MODULE is the name of its logger, in quotes: "
                      "SLUICE_MODULE(csv, \"shop.reader.csv\")");
        static_assert(differs<Kind, declaring::module_bad_logger>,
                      "sluice: a logger's name is made of letters, digits and _, in parts joined by single dots");
        static_assert(differs<Kind, declaring::module_outside_tree>,
                      "sluice: the name of a module's logger must be below the registry's root: shop.something for "
                      "SLUICE_REGISTRY(shop, ...)");
        return stop_compiling<(Kind >= declaring::inside_function)>::stop();
    }
};
template <class Row, class Detail>
struct declaration_check<declaring::correct, Row, Detail> {
    static constexpr bool passes() noexcept { return true; }
};

template <mistake Mistake>
using declaration_of = declaration_check<Mistake.kind, shown_text<Mistake, 0>, shown_text<Mistake, 1>>;
SLUICE_DETAIL_FATAL_END

}  // namespace sluice::detail
