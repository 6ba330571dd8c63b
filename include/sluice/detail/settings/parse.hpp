// Settings, second step: text and tables into directives and problems. Pure: no environment, no gates, no
// I/O, no memory of its own; usable at compile time.
//
//   settings  := "" | "help" | "+help" | directive {"," directive}
//   directive := [+|-] name | name=level
//
// White space around a directive means nothing. The order in which a name is looked up: "all" (the root),
// components, artifacts, the root by its own name, any dotted name.
#pragma once

#include "../base/compiler.hpp"
#include "../table/names.hpp"
#include "../table/tables.hpp"
#include "lexer.hpp"
#include "plan.hpp"

namespace sluice::detail {

/// An upper bound for the directives of a text.
[[nodiscard]] constexpr size_t count_directives(text_view text) noexcept {
    size_t count = 1;
    for (char c : text) count += c == ',';
    return count;
}

// One directive on its way through the checks.
class SLUICE_DETAIL_HIDDEN directive_parser {
public:
    constexpr directive_parser(lexed_directive const& written, tables const& table) noexcept
        : written_(written), table_(table) {}

    /// True with `parsed` made, false with `problem` made.
    constexpr bool parse() noexcept { return check_spelling() && find_target() && read_value(); }

    directive parsed{};
    settings_problem problem{};

private:
    lexed_directive const& written_;
    tables const& table_;

    SLUICE_DETAIL_COLD constexpr bool fail(settings_fault fault, size_t offset, size_t length) noexcept {
        problem = {fault, offset, length, written_.whole, written_.name};
        return false;
    }
    constexpr bool fail_name(settings_fault fault) noexcept {
        return fail(fault, written_.name_offset(), written_.name.size());
    }
    constexpr bool fail_value(settings_fault fault) noexcept {
        return written_.value.empty() ? fail(fault, written_.value_offset() - 1, 1)
                                      : fail(fault, written_.value_offset(), written_.value.size());
    }

    SLUICE_DETAIL_COLD constexpr bool check_spelling() noexcept {
        text_view const name = written_.name;
        if (written_.whole.empty()) return fail(settings_fault::empty_directive, written_.offset, 0);
        if (name.empty()) return fail(settings_fault::no_name, written_.offset, written_.whole.size());
        for (size_t i = 0; i < name.size(); ++i) {
            char const c = name[i];
            if (is_name_character(c) || c == '.') continue;
            bool const sign = i == 0 && (c == '+' || c == '-');
            return fail(sign          ? settings_fault::second_sign
                        : is_space(c) ? settings_fault::space_inside
                                      : settings_fault::bad_character,
                        written_.name_offset() + i, 1);
        }
        if (name.find('.') < name.size() && !is_logger_name(name)) return fail_name(settings_fault::bad_dots);
        if (written_.sign != '\0' && written_.has_value)
            return fail(settings_fault::sign_and_value, written_.offset, written_.whole.size());
        return true;
    }

    SLUICE_DETAIL_COLD constexpr bool find_target() noexcept {
        text_view const name = written_.name;
        parsed.target = directive::kind::logger;
        if (name == "all") {
            parsed.logger = table_.root;
            return true;
        }
        for (unsigned i = 0; i < table_.component_count; ++i)
            if (table_.components[i].name == name) return is(directive::kind::component, i);
        for (unsigned i = 0; i < table_.artifact_count; ++i)
            if (table_.artifacts[i].name == name) return is(directive::kind::artifact, i);
        if (name == "help") return fail_name(settings_fault::help_not_alone);
        parsed.logger = name;
        return name == table_.root || name.find('.') < name.size() || fail_name(settings_fault::unknown_name);
    }
    constexpr bool is(directive::kind target, unsigned index) noexcept {
        parsed.target = target;
        parsed.index = index;
        return true;
    }

    SLUICE_DETAIL_COLD constexpr bool read_value() noexcept {
        text_view const value = written_.value;
        if (parsed.target == directive::kind::artifact) {
            parsed.threshold = value == "off" ? level::off : level::debug;
            return !written_.has_value || value == "on" || value == "off" || fail_value(settings_fault::not_on_or_off);
        }
        parsed.threshold = written_.sign == '+' ? level::debug : written_.sign == '-' ? level::error : level::info;
        if (!written_.has_value) return true;
        for (level_name const& known : level_names) {
            if (known.name == value) {
                parsed.threshold = known.value;
                return true;
            }
        }
        return fail_value(settings_fault::not_a_level);
    }
};

/// Calls on_directive(directive) for each good directive and on_problem(settings_problem) for each bad one,
/// in order. Where the text asks for help, neither.
template <class OnDirective, class OnProblem>
SLUICE_DETAIL_COLD constexpr help_request parse_settings(text_view text, tables const& table,
                                                         OnDirective&& on_directive, OnProblem&& on_problem) {
    settings_lexer lexer{text};
    lexed_directive written{};
    bool const alone = count_directives(text) == 1;
    while (lexer.next(written)) {
        if (alone && written.name == "help" && !written.has_value && written.sign != '-')
            return written.sign == '+' ? help_request::full : help_request::brief;
        directive_parser parser{written, table};
        if (parser.parse())
            on_directive(parser.parsed);
        else
            on_problem(parser.problem);
    }
    return help_request::none;
}

}  // namespace sluice::detail
