// The mistakes in declarations. spelling.hpp, builder.hpp and settings/strip.hpp find mistakes; declaration.hpp
// has the sentences.
#pragma once

#include "../../text_view.hpp"

namespace sluice::detail {

enum class declaring : unsigned char {
    correct,
    // The rows are usable as C++.
    name_used_twice,
    name_not_for_settings,
    bad_logger_name,
    bad_line_format,
    unknown_component,
    bad_variable,
    strip_no_name,
    strip_unknown_name,
    strip_artifact_with_level,
    strip_no_level,
    strip_bad_level,
    // The compiler stops: the rest of the declaration and its uses would be errors.
    inside_function,
    registry_twice,
    row_declared_twice,
    bad_registry_name,
    variable_without_quotes,
    more_than_two_lists,
    row_without_parentheses,
    row_name_in_quotes,
    row_name_with_dots,
    row_name_is_keyword,
    row_name_not_identifier,
    row_named_logs,
    no_description,
    description_without_quotes,
    comma_missing_between_lists,
    comma_between_rows,
    bad_component_option,
    bad_artifact_option,
    bad_level,
    module_outside_registry,
    module_logger_without_quotes,
    module_bad_logger,
    module_outside_tree
};

/// A mistake and up to two texts to show. A structural type, so that it can be a template argument; and an aggregate,
/// because nvcc writes such an argument as the list of its members.
struct mistake {
    static constexpr size_t max_shown = 40;

    declaring kind = declaring::correct;
    size_t sizes[2] = {};
    char texts[2][max_shown] = {};

    [[nodiscard]] static constexpr mistake of(declaring what, text_view row, text_view detail = {}) noexcept {
        mistake made{what};
        for (char c : row.part(0, max_shown)) made.texts[0][made.sizes[0]++] = c;
        for (char c : detail.part(0, max_shown)) made.texts[1][made.sizes[1]++] = c;
        return made;
    }
};

/// Characters as a template argument, so that compilers print them.
template <size_t Size>
struct literal {
    char characters[Size + 1] = {};

    constexpr explicit literal(text_view text) noexcept {
        for (size_t i = 0; i != Size; ++i) characters[i] = text[i];
    }
};

}  // namespace sluice::detail
