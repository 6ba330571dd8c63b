// How names are spelt, in tables and in settings: pure functions of text.
#pragma once

#include "../../text_view.hpp"

namespace sluice::detail {

[[nodiscard]] constexpr bool is_name_character(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Letters, digits and underscores, at least one of them: what a setting can name outright.
[[nodiscard]] constexpr bool is_plain_name(text_view name) noexcept {
    for (char c : name)
        if (!is_name_character(c)) return false;
    return !name.empty();
}

/// A name that a shell can set.
[[nodiscard]] constexpr bool is_variable_name(text_view name) noexcept {
    return is_plain_name(name) && !(name[0] >= '0' && name[0] <= '9');
}

/// Plain names joined by single dots: a logger's name.
[[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr bool is_logger_name(text_view name) noexcept {
    bool part = false;
    for (char c : name) {
        if (c == '.' ? !part : !is_name_character(c)) return false;
        part = c != '.';
    }
    return part;
}

/// True where `name` is `ancestor` or stands below it: "a.b" is within "a", "ab" is not.
[[nodiscard]] constexpr bool is_within(text_view name, text_view ancestor) noexcept {
    return name.starts_with(ancestor) && (name.size() == ancestor.size() || name[ancestor.size()] == '.');
}

}  // namespace sluice::detail
