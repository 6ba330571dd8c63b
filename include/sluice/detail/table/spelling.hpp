// Checks how a registry is written, as text, before its rows are used as C++: a mistake gets one sentence here, not the
// compiler's errors about what the macros make of it. Pure, and used only at compile time; independent of what rows mean.
#pragma once

#include "../../text_view.hpp"

namespace sluice::detail {

/// The mistakes in declarations; declaration.hpp has their sentences.
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

/// A mistake and up to two texts to show. A structural type, so that it can be a template argument.
struct mistake {
    static constexpr size_t max_shown = 40;

    declaring kind = declaring::correct;
    size_t sizes[2] = {};
    char texts[2][max_shown] = {};

    constexpr mistake() noexcept = default;
    constexpr mistake(declaring what, text_view row, text_view detail = {}) noexcept : kind(what) {
        for (char c : row.part(0, max_shown)) texts[0][sizes[0]++] = c;
        for (char c : detail.part(0, max_shown)) texts[1][sizes[1]++] = c;
    }
};

/// True if the word is in the list, whose words are separated by single blanks.
[[nodiscard]] constexpr bool is_listed(text_view word, char const* list) noexcept {
    while (true) {
        size_t i = 0;
        while (i != word.size() && list[i] == word[i]) ++i;
        if (i == word.size() && (list[i] == ' ' || list[i] == '\0')) return true;
        while (*list != ' ' && *list != '\0') ++list;
        if (*list++ == '\0') return false;
    }
}

/// True for keywords of C++20, and for its operators that are spelled as words.
[[nodiscard]] constexpr bool is_keyword(text_view word) noexcept {
    constexpr char const* keywords[] = {
        "alignas alignof and and_eq asm auto",
        "bitand bitor bool break",
        ("case catch char char8_t char16_t char32_t class co_await co_return co_yield compl concept const const_cast "
         "consteval constexpr constinit continue"),
        "decltype default delete do double dynamic_cast",
        "else enum explicit export extern",
        "false float for friend",
        "goto",
        "",
        "if inline int",
        "",
        "",
        "long",
        "mutable",
        "namespace new noexcept not not_eq nullptr",
        "operator or or_eq",
        "private protected public",
        "",
        "register reinterpret_cast requires return",
        "short signed sizeof static static_assert static_cast struct switch",
        "template this thread_local throw true try typedef typeid typename",
        "union unsigned using",
        "virtual void volatile",
        "wchar_t while",
        "xor xor_eq"};
    return word[0] >= 'a' && word[0] <= 'x' && is_listed(word, keywords[word[0] - 'a']);
}

[[nodiscard]] constexpr bool is_identifier(text_view word) noexcept {
    for (char c : word)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
              static_cast<unsigned char>(c) > 127))
            return false;
    return !word.empty() && !(word[0] >= '0' && word[0] <= '9');
}

[[nodiscard]] constexpr bool is_quoted(text_view part) noexcept { return !part.empty() && part[0] == '"'; }

/// Reads the arguments of SLUICE_REGISTRY after the name, as the preprocessor spells them.
class registry_text {
public:
    constexpr explicit registry_text(char const* text) noexcept : at_(text) {}

    [[nodiscard]] consteval mistake first_mistake(text_view registry) noexcept {
        text_view const variable = next_part();
        if (!is_quoted(variable)) return {declaring::variable_without_quotes, registry, variable};
        for (unsigned list = 0; *at_ == ','; ++list) {
            ++at_;
            while (skip_blanks() != ',' && *at_ != '\0') {
                mistake const found = row(list);
                // Raw strings aren't read: what looks like the end of one may be its contents.
                if (raw_) return {};
                if (found.kind != declaring::correct) return found;
            }
        }
        return {};
    }

private:
    char const* at_;
    bool raw_ = false;

    constexpr char skip_blanks() noexcept {
        while (*at_ == ' ') ++at_;
        return *at_;
    }

    /// Reads up to the next comma or closing parenthesis outside quotes and parentheses.
    constexpr text_view next_part() noexcept {
        skip_blanks();
        char const* const first = at_;
        char const* last = at_;  // after the last character that isn't blank
        unsigned depth = 0;
        for (; *at_ != '\0'; ++at_) {
            char const c = *at_;
            if (c == ' ') continue;
            if (c == '"') {
                raw_ = raw_ || (at_ != first && at_[-1] == 'R');
                for (++at_; *at_ != '"' && *at_ != '\0'; ++at_)
                    if (*at_ == '\\') ++at_;
                if (*at_ == '\0') break;
            } else if (c == '(') {
                ++depth;
            } else if (c == ')') {
                if (depth == 0) break;
                --depth;
            } else if (c == ',' && depth == 0) {
                break;
            }
            last = at_ + 1;
        }
        return {first, static_cast<size_t>(last - first)};
    }

    constexpr mistake row(unsigned list) noexcept {
        if (*at_ != '(') return {declaring::row_without_parentheses, next_part()};
        text_view name, shown;
        declaring found = declaring::correct;
        unsigned parts = 0;
        do {
            ++at_;
            text_view const part = next_part();
            if (parts == 0) name = part;
            if (found == declaring::description_without_quotes && parts == 2 && list == 0 && is_quoted(part))
                found = declaring::comma_missing_between_lists;
            if (found == declaring::correct) {
                found = check(list, parts, part);
                if (found != declaring::correct && parts != 0) shown = part;
            }
            ++parts;
        } while (*at_ == ',');
        if (*at_ == ')') ++at_;
        if (list > 1) found = declaring::more_than_two_lists;
        if (found == declaring::correct && parts < list + 2) found = declaring::no_description;
        if (found == declaring::correct) return {};
        return {found, name, shown};
    }

    [[nodiscard]] static constexpr declaring check(unsigned list, unsigned place, text_view part) noexcept {
        if (place == 0) return check_name(part);
        if (place == 1 && list == 1) return is_quoted(part) ? declaring::comma_between_rows : declaring::correct;
        if (place == list + 1) return is_quoted(part) ? declaring::correct : declaring::description_without_quotes;
        text_view const option = part.part(0, part.find('('));
        if (list == 0)
            return is_listed(option, "hidden named loggers") ? declaring::correct : declaring::bad_component_option;
        if (!is_listed(option, "off_by_default hidden at named logger format")) return declaring::bad_artifact_option;
        if (!(option == "at")) return declaring::correct;
        text_view const level = part.part(3).part(0, part.size() - option.size() - 2);
        return !is_identifier(level) || is_listed(level, "debug info warning error critical") ? declaring::correct
                                                                                               : declaring::bad_level;
    }
    [[nodiscard]] static constexpr declaring check_name(text_view name) noexcept {
        if (is_identifier(name)) {
            if (is_keyword(name)) return declaring::row_name_is_keyword;
            return name == "logs" ? declaring::row_named_logs : declaring::correct;
        }
        if (is_quoted(name)) return declaring::row_name_in_quotes;
        return name.find('.') != name.size() ? declaring::row_name_with_dots : declaring::row_name_not_identifier;
    }
};

/// Returns the first mistake in how SLUICE_REGISTRY is used; `function` is the name of the function around it, or empty.
consteval mistake first_mistake(text_view function, text_view registry, char const* arguments) noexcept {
    if (!function.empty()) return {declaring::inside_function, registry};
    if (!is_identifier(registry) || is_keyword(registry)) return {declaring::bad_registry_name, registry};
    return registry_text{arguments}.first_mistake(registry);
}

}  // namespace sluice::detail
