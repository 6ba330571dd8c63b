// Declarations of registries and modules. In the registry's namespace each row becomes a constant to log through, and
// `logs` is the registry itself.
//
//     SLUICE_REGISTRY(shop, "SHOP_LOGS",
//         // components: (name, "description", options...)
//         (reader,   "Opening, decoding and checking order files")
//         (planner,  "How a query will be run"),
//         // artifacts: (name, component, "description", options...)
//         (plan_tree, planner, "The chosen plan, one line per node", off_by_default))
//
// Components take the options hidden, named("...") and loggers("...", ...); artifacts off_by_default, hidden,
// at(level), named("..."), logger("...") and format("..."); docs/declaring.md describes each. A table has up to 256
// rows; the artifacts may be omitted. Use it outside all functions, once in a program, in a header that every file that
// logs includes.
#pragma once

#include "detail/base/macros_push.hpp"

#include "control.hpp"
#include "detail/output/line_format.hpp"
#include "detail/table/declaration.hpp"
#include "detail/table/rows.hpp"
#include "detail/table/spelling.hpp"

// clang-format off
#define SLUICE_REGISTRY(NAME, VARIABLE, ...)                                                                   \
    static_assert((::sluice::detail::declaration_of<::sluice::detail::first_mistake(                           \
        __builtin_FUNCTION(), SLUICE_DETAIL_QUOTE(NAME), SLUICE_DETAIL_QUOTE(VARIABLE, __VA_ARGS__))>::passes())); \
    SLUICE_DETAIL_REGISTRY(NAME, VARIABLE, __VA_ARGS__, , )

// The first assertion looks at the arguments as text, and stops the compiler at a mistake. `namespace` is the first thing
// that a class can't have, so its line is in the compiler's message.
//
// Constants may be unused, even in an unnamed namespace, where Clang would warn about them. A hash of the rows' text is
// part of their class's name: source files that give one registry different rows don't share gates.
#define SLUICE_DETAIL_REGISTRY(NAME, VARIABLE, COMPONENTS, ARTIFACTS, ...)                                     \
    namespace NAME { /* sluice: SLUICE_REGISTRY is for namespaces: move it out of the class */                 \
    static_assert((::sluice::detail::declaration_check<                                                        \
                   ::sluice::detail::declared_before<sluice_registry>(#NAME), void, void>::passes()));         \
    template <unsigned long long Key>                                                                          \
    struct sluice_rows : ::sluice::detail::row_options {                                  \
        static constexpr unsigned long long key = Key;                                                         \
        static constexpr ::sluice::text_view root = #NAME;                                                     \
        static constexpr ::sluice::text_view environment = VARIABLE;                                           \
        static constexpr ::sluice::text_view strip =                                                           \
            ::sluice::detail::defined_or_empty(SLUICE_DETAIL_QUOTE(SLUICE_STRIP_##NAME), "SLUICE_STRIP_" #NAME); \
        static constexpr void describe(::sluice::detail::table_builder& sluice_table) {                        \
            SLUICE_DETAIL_WALK(SLUICE_DETAIL_DESCRIBE_COMPONENT, COMPONENTS)                                   \
            SLUICE_DETAIL_WALK(SLUICE_DETAIL_DESCRIBE_ARTIFACT, ARTIFACTS)                                     \
        }                                                                                                      \
    };                                                                                                         \
    using sluice_registry =                                                                                    \
        sluice_rows<::sluice::detail::hash_of(SLUICE_DETAIL_QUOTE(VARIABLE, COMPONENTS, ARTIFACTS))>;          \
    static_assert((                                                                                            \
        ::sluice::detail::declaration_of<::sluice::detail::mistake_in_registry<sluice_registry>()>::passes())); \
    SLUICE_DETAIL_WALK(SLUICE_DETAIL_DECLARE_COMPONENT, COMPONENTS)                                            \
    SLUICE_DETAIL_WALK(SLUICE_DETAIL_DECLARE_ARTIFACT, ARTIFACTS)                                              \
    [[maybe_unused]] inline constexpr ::sluice::registry<sluice_registry> logs{};                              \
    }

#pragma GCC system_header  // see log.hpp; the line with `namespace` is above, for compilers to show it

/// Declares a module: a logger below the registry's root with its own threshold, used like a component:
///
///     namespace shop { SLUICE_MODULE(csv, "shop.reader.csv") }
///
/// May be used in any file, in the namespace of the registry or in one inside it. Until a setting names the module, it
/// follows its nearest ancestor in the dotted hierarchy.
#define SLUICE_MODULE(NAME, LOGGER)                                                                         \
    static_assert((::sluice::detail::declaration_of<::sluice::detail::mistake_in_module<sluice_registry>(      \
        #NAME, SLUICE_DETAIL_QUOTE(LOGGER))>::passes()));                                                      \
    struct sluice_module_##NAME {                                                         \
        using rows = sluice_registry;                                                                       \
        [[maybe_unused]] static constexpr ::sluice::text_view logger = LOGGER;                              \
    };                                                                                                      \
    [[maybe_unused]] inline constexpr ::sluice::module<sluice_module_##NAME> NAME{};

// Expands to the text of a macro's value, or of its name if it isn't defined.
#define SLUICE_DETAIL_QUOTE(...) SLUICE_DETAIL_QUOTE_(__VA_ARGS__)
#define SLUICE_DETAIL_QUOTE_(...) #__VA_ARGS__

// Each table is expanded twice: to collect the rows; then, when all rows are known and checked, to declare the constants.

#define SLUICE_DETAIL_DESCRIBE_COMPONENT(NAME, ...) sluice_table.component(#NAME __VA_OPT__(, ) __VA_ARGS__);
#define SLUICE_DETAIL_DESCRIBE_ARTIFACT(NAME, ...) \
    sluice_table.artifact(#NAME __VA_OPT__(, SLUICE_DETAIL_QUOTE_FIRST(__VA_ARGS__)));
#define SLUICE_DETAIL_QUOTE_FIRST(COMPONENT, ...) #COMPONENT __VA_OPT__(, ) __VA_ARGS__

#define SLUICE_DETAIL_DECLARE_COMPONENT(NAME, ...) SLUICE_DETAIL_DECLARE(component, NAME)
#define SLUICE_DETAIL_DECLARE_ARTIFACT(NAME, ...) SLUICE_DETAIL_DECLARE(artifact, NAME)
#define SLUICE_DETAIL_DECLARE(KIND, NAME)                                                \
    [[maybe_unused]] inline constexpr ::sluice::detail::declared<sluice_registry>::KIND<                       \
        ::sluice::detail::row_index<sluice_registry>(#NAME)>                                                   \
        NAME{};

// clang-format on

namespace sluice::detail {

/// Passes an artifact's own line format to line_pieces_of.
template <class Channel>
struct format_of_channel {
    static constexpr text_view get() noexcept { return Channel::line_format; }
};
template <class Channel>
inline constexpr line_format const* own_line_format<Channel, true> = &line_format_of<format_of_channel<Channel>>;

}  // namespace sluice::detail

/// Found by SLUICE_MODULE outside the namespace of a registry.
struct sluice_registry;

namespace sluice::detail {

template <class Rows>
inline constexpr bool is_registry = true;
template <>
inline constexpr bool is_registry<::sluice_registry> = false;

template <class Rows>
consteval declaring declared_before([[maybe_unused]] text_view registry) noexcept {
    if constexpr (is_registry<Rows>)
        if (Rows::root == registry) return declaring::registry_twice;
    return declaring::correct;
}

template <class Rows>
consteval mistake mistake_in_registry() noexcept {
    mistake found = mistake_in_rows<Rows>();
    if (found.kind != declaring::correct) return found;
    for (size_t i = 0; i < tables_of<Rows>.artifact_count; ++i) {
        artifact_row const& row = tables_of<Rows>.artifacts[i];
        if (!is_own_line_format(row.format)) return mistake::of(declaring::bad_line_format, row.name, row.format);
    }
    return strip_mistake(Rows::strip, tables_of<Rows>);
}

template <class Rows>
consteval mistake mistake_in_module(text_view name, text_view logger) noexcept {
    if (!is_quoted(logger)) return mistake::of(declaring::module_logger_without_quotes, name, logger);
    logger = logger.part(1, logger.size() - 2);
    if constexpr (is_registry<Rows>) {
        if (!is_logger_name(logger)) return mistake::of(declaring::module_bad_logger, name, logger);
        if (is_within(logger, Rows::root) && logger.size() > Rows::root.size()) return {};
        return mistake::of(declaring::module_outside_tree, name, logger);
    }
    return mistake::of(declaring::module_outside_registry, name);
}

}  // namespace sluice::detail

#include "detail/base/macros_pop.hpp"
