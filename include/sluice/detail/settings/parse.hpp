// Settings, first step: parses a text into directives and mistakes. Pure: no environment, no gates, no I/O, no memory
// of its own; usable at compile time.
//
//   settings  := "" | "help" | "+help" | directive {"," directive}
//   directive := [+|-] name | name=level
//
// White space around a directive is ignored. A name is looked up in this order: components, artifacts, "all" (the
// root), the root by its own name, any dotted name.
#pragma once

#include "../table/tables.hpp"

namespace sluice::detail {

/// One directive, parsed.
struct directive {
    enum class kind : unsigned char {
        component,  // sets the component's loggers
        artifact,
        logger,  // only the root
        subtree  // a logger, and all loggers below it
    };

    kind target;
    level threshold;   // debug (on) or off for an artifact
    unsigned index;    // of the component or the artifact in its table
    text_view logger;  // the name, for a logger; it is part of the settings' text
};

/// The directives of one setting, in order; owned elsewhere.
struct plan {
    directive const* first = nullptr;
    size_t count = 0;

    [[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr directive const* begin() const noexcept { return first; }
    [[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr directive const* end() const noexcept { return first + count; }
};

/// A text that requests the tables instead of setting anything.
enum class help_request : unsigned char { none, brief, full };

/// Mistakes in a directive. explain.hpp has a message for each.
enum class settings_fault : unsigned char {
    none,
    empty_directive,
    no_name,
    second_sign,
    space_inside,
    bad_character,
    bad_dots,
    unknown_name,
    help_not_alone,
    sign_and_value,
    not_a_level,
    not_on_or_off
};

/// Returns an upper bound for the directives of a text: each has a character, and a comma before the next.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr size_t max_directives(text_view text) noexcept {
    return text.size() / 2 + 1;
}

[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool is_space(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Parses the directives of a text from left to right:
///
///     settings_parser parser{text, table};
///     while (parser.next())
///         if (parser.fault == settings_fault::none) use(parser.parsed);
class SLUICE_DETAIL_HIDDEN settings_parser {
public:
    SLUICE_DETAIL_ALWAYS_INLINE constexpr settings_parser(text_view settings, tables const& with) noexcept
        : text(settings), table(with) {}

    /// Parses the next directive, into `parsed` unless `fault` is set. Returns false at the end; then `help` is set if
    /// the text requests help. An empty text has no directives; "a," has two, the second empty.
    SLUICE_DETAIL_COLD constexpr bool next() noexcept {
        if (at_ > text.size()) return false;
        char const* first = text.begin() + at_;
        char const* last = first;
        while (last != text.end() && *last != ',') ++last;
        bool const is_alone = first == text.begin() && last == text.end();
        at_ = static_cast<size_t>(last - text.begin()) + 1;
        while (first != last && is_space(*first)) ++first;
        while (first != last && is_space(last[-1])) --last;
        whole = {first, static_cast<size_t>(last - first)};
        if (is_alone && whole.empty()) return false;
        fault = read(first, last);
        if (!is_alone || fault != settings_fault::help_not_alone) return true;
        if (name.size() == whole.size()) help = help_request::brief;
        if (*first == '+' && name.end() == last) help = help_request::full;
        return help == help_request::none;
    }

    text_view const text;
    tables const& table;
    help_request help = help_request::none;

    // Of the directive last read:
    directive parsed{};
    settings_fault fault = settings_fault::none;
    text_view place;  // of the fault
    text_view whole;  // without the white space around it
    text_view name;   // after the sign, up to the first '='
    text_view value;  // after the '='; name and value are stale if the fault is in the name

private:
    size_t at_ = 0;

    // Sets `place` before it returns a fault.
    SLUICE_DETAIL_COLD constexpr settings_fault read(char const* at, char const* end) noexcept {
        place = whole;
        if (at == end) return settings_fault::empty_directive;
        char const sign = *at;
        bool const has_sign = sign == '+' || sign == '-';
        if (has_sign) ++at;
        char const* const first = at;
        bool has_dots = false;
        bool bad_dots = false;
        char before = '.';
        for (; at != end && *at != '='; ++at) {
            if (*at == '.') {
                has_dots = true;
                if (before == '.') bad_dots = true;
            } else if (!is_name_character(*at)) {
                place = {at, 1};
                if (is_space(*at)) return settings_fault::space_inside;
                return at == first && (*at == '+' || *at == '-') ? settings_fault::second_sign
                                                                 : settings_fault::bad_character;
            }
            before = *at;
        }
        if (at == first) return settings_fault::no_name;
        name = {first, static_cast<size_t>(at - first)};
        bool const has_value = at != end;
        value = {at + has_value, static_cast<size_t>(end - at) - has_value};
        if (has_sign && has_value && !bad_dots && before != '.') return settings_fault::sign_and_value;
        place = name;
        if (bad_dots || before == '.') return settings_fault::bad_dots;

        size_t const row = table.find(name);
        bool const is_artifact = row >= table.component_count && row != table.row_count();
        parsed.logger = name;
        parsed.index = static_cast<unsigned>(is_artifact ? row - table.component_count : row);
        parsed.target = is_artifact                ? directive::kind::artifact
                        : row != table.row_count() ? directive::kind::component
                        : has_dots                 ? directive::kind::subtree
                                                   : directive::kind::logger;
        if (parsed.target == directive::kind::logger) {
            if (name == "help") return settings_fault::help_not_alone;
            if (name == "all") parsed.logger = table.root;
            if (!(parsed.logger == table.root)) return settings_fault::unknown_name;
        }

        if (has_value) place = value.empty() ? text_view{at, 1} : value;
        if (is_artifact) {
            parsed.threshold = value == "off" ? level::off : level::debug;
            return !has_value || parsed.threshold == level::off || value == "on" ? settings_fault::none
                                                                                 : settings_fault::not_on_or_off;
        }
        parsed.threshold = !has_sign ? level::info : sign == '+' ? level::debug : level::error;
        if (!has_value) return settings_fault::none;
        for (level_name const& known : level_names) {
            parsed.threshold = known.value;
            if (known.name == value) return settings_fault::none;
        }
        return settings_fault::not_a_level;
    }
};

}  // namespace sluice::detail
