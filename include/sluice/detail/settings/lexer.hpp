// Settings, first step: text into directives, as written. Pure; knows nothing of tables.
#pragma once

#include "../../text_view.hpp"

namespace sluice::detail {

[[nodiscard]] constexpr bool is_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// One comma-separated directive, cut into its parts; nothing is checked yet.
struct lexed_directive {
    text_view whole;  // without the white space around it
    size_t offset;    // of `whole` in the settings
    char sign;        // '+', '-', or NUL
    text_view name;   // what stands between the sign and the first '='
    bool has_value;   // there is a '='
    text_view value;  // what follows it

    [[nodiscard]] constexpr size_t name_offset() const noexcept { return offset + (sign != '\0' ? 1 : 0); }
    [[nodiscard]] constexpr size_t value_offset() const noexcept { return name_offset() + name.size() + 1; }
};

/// Hands out the directives of a text from left to right.
class SLUICE_DETAIL_HIDDEN settings_lexer {
public:
    constexpr explicit settings_lexer(text_view text) noexcept
        : text_(text), done_(trim(text, 0, text.size()).empty()) {}

    /// False when there are no more. An empty text has none; "a," has two, the second empty.
    constexpr bool next(lexed_directive& into) noexcept {
        if (done_) return false;
        size_t const end = at_ + text_.part(at_).find(',');
        into = cut(at_, end);
        done_ = end == text_.size();
        at_ = end + 1;
        return true;
    }

private:
    text_view text_;
    size_t at_ = 0;
    bool done_;

    static constexpr text_view trim(text_view text, size_t first, size_t last) noexcept {
        while (first < last && is_space(text[first])) ++first;
        while (first < last && is_space(text[last - 1])) --last;
        return text.part(first, last - first);
    }
    constexpr lexed_directive cut(size_t first, size_t last) const noexcept {
        lexed_directive made{};
        made.whole = trim(text_, first, last);
        made.offset = static_cast<size_t>(made.whole.data() - text_.data());
        text_view rest = made.whole;
        if (!rest.empty() && (rest[0] == '+' || rest[0] == '-')) {
            made.sign = rest[0];
            rest = rest.part(1);
        }
        size_t const equals = rest.find('=');
        made.name = rest.part(0, equals);
        made.has_value = equals < rest.size();
        made.value = rest.part(equals + 1);
        return made;
    }
};

}  // namespace sluice::detail
