// Checks how a registry is written, as text, before its rows are used as C++: a mistake gets one sentence here, not the
// compiler's errors about what the macros make of it. Pure, and used only at compile time; independent of what rows
// mean.
#pragma once

#include "mistakes.hpp"

namespace sluice::detail {

// These avoid calls in loops, which are what constant evaluation spends its time on.

/// True if the word is in the list, in which a blank follows each word.
[[nodiscard]] constexpr bool is_listed(text_view word, char const* list) noexcept {
    char const* const text = word.data();
    size_t const size = word.size();
    while (*list != '\0') {
        size_t i = 0;
        while (i != size && list[i] == text[i]) ++i;
        if (i == size && list[i] == ' ') return true;
        while (*list++ != ' ') {
        }
    }
    return false;
}

/// The keywords of C++20, and its operators that are spelled as words, by their first letters.
inline constexpr char const* keywords[] = {
    "alignas alignof and and_eq asm auto ",
    "bitand bitor bool break ",
    ("case catch char char8_t char16_t char32_t class co_await co_return co_yield compl concept const const_cast "
     "consteval constexpr constinit continue "),
    "decltype default delete do double dynamic_cast ",
    "else enum explicit export extern ",
    "false float for friend ",
    "goto ",
    "",
    "if inline int ",
    "",
    "",
    "long ",
    "mutable ",
    "namespace new noexcept not not_eq nullptr ",
    "operator or or_eq ",
    "private protected public ",
    "",
    "register reinterpret_cast requires return ",
    "short signed sizeof static static_assert static_cast struct switch ",
    "template this thread_local throw true try typedef typeid typename ",
    "union unsigned using ",
    "virtual void volatile ",
    "wchar_t while ",
    "xor xor_eq "};

[[nodiscard]] constexpr bool is_keyword(text_view word) noexcept {
    char const first = *word.data();
    return first >= 'a' && first <= 'x' && is_listed(word, keywords[first - 'a']);
}

[[nodiscard]] constexpr bool is_identifier(text_view word) noexcept {
    char const* const text = word.data();
    size_t const size = word.size();
    for (size_t i = 0; i != size; ++i) {
        char const c = text[i];
        if (!((c >= 'a' && c <= 'z') || c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9' && i != 0) ||
              c == '$' || static_cast<unsigned char>(c) > 127))
            return false;
    }
    return size != 0;
}

[[nodiscard]] constexpr bool is_quoted(text_view part) noexcept { return *part.data() == '"'; }

/// Reads the arguments of SLUICE_REGISTRY after the name, as the preprocessor spells them.
class registry_text {
public:
    constexpr explicit registry_text(char const* text) noexcept : at_(text) {}

    [[nodiscard]] consteval mistake first_mistake(text_view registry) noexcept {
        text_view const variable = next_part();
        if (!is_quoted(variable)) return mistake::of(declaring::variable_without_quotes, registry, variable);
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
        char const* at = first;
        for (unsigned depth = 0; *at != '\0'; ++at) {
            if (*at > ',') continue;  // greater than all that count here
            if (*at == '"') {
                raw_ = raw_ || (at != first && at[-1] == 'R');
                while (*++at != '"')
                    if (*at == '\\') ++at;
            } else if (*at == '(') {
                ++depth;
            } else if (*at == ')') {
                if (depth == 0) break;
                --depth;
            } else if (*at == ',' && depth == 0) {
                break;
            }
        }
        at_ = at;
        while (at != first && at[-1] == ' ') --at;
        return {first, static_cast<size_t>(at - first)};
    }

    constexpr mistake row(unsigned list) noexcept {
        if (*at_ != '(') return mistake::of(declaring::row_without_parentheses, next_part());
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
        return mistake::of(found, name, shown);
    }

    [[nodiscard]] static constexpr declaring check(unsigned list, unsigned place, text_view part) noexcept {
        if (place == 0) return check_name(part);
        if (place == 1 && list == 1) return is_quoted(part) ? declaring::comma_between_rows : declaring::correct;
        if (place == list + 1) return is_quoted(part) ? declaring::correct : declaring::description_without_quotes;
        size_t const parenthesis = part.find('(');
        text_view const option = trimmed(part.part(0, parenthesis));
        if (list == 0)
            return is_listed(option, "hidden named loggers ") ? declaring::correct : declaring::bad_component_option;
        if (!is_listed(option, "off_by_default hidden at named logger format ")) return declaring::bad_artifact_option;
        if (!(option == "at")) return declaring::correct;
        // Other expressions than a name may be levels.
        text_view const level = trimmed(part.part(parenthesis + 1, part.size() - parenthesis - 2));
        return is_identifier(level) && !is_listed(level, "debug info warning error critical ") ? declaring::bad_level
                                                                                               : declaring::correct;
    }
    [[nodiscard]] static constexpr text_view trimmed(text_view text) noexcept {
        while (text.starts_with(" ")) text = text.part(1);
        while (!text.empty() && text[text.size() - 1] == ' ') text = text.part(0, text.size() - 1);
        return text;
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

/// Returns the first mistake in how SLUICE_REGISTRY is used; `function` is the name of the function around it, or
/// empty.
consteval mistake first_mistake(text_view function, text_view registry, char const* arguments) noexcept {
    if (!function.empty()) return mistake::of(declaring::inside_function, registry);
    if (!is_identifier(registry) || is_keyword(registry)) return mistake::of(declaring::bad_registry_name, registry);
    return registry_text{arguments}.first_mistake(registry);
}

}  // namespace sluice::detail
