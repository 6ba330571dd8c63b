// Settings, first step: parses a text into directives and mistakes. Pure: no environment, no gates, no I/O, no memory
// of its own; usable at compile time.
//
//   settings  := "" | directive {"," directive}
//   directive := ([+|-] name | name=level | level) {modifier} | word
//   word      := "help" | "+help" | "help=json" | "explain=" name | "sites" | "sites=json" | "sites=hits"
//
// White space around a directive and '=' is ignored, and so is a pair of quotes around the settings. A name is looked up in this
// order: source files, patterns, components, artifacts, "all" or "*" (the root), the root by its own name, any dotted name,
// a level, a word. modifiers.hpp has the modifiers, patterns and files.
#pragma once

#include "../base/suggest.hpp"
#include "../table/tables.hpp"
#include "modifiers.hpp"
#include "words.hpp"

namespace sluice::detail {

/// One directive, parsed.
struct directive {
    enum class kind : unsigned char {
        component,  // sets the component's loggers
        artifact,
        logger,   // only the root
        subtree,  // a logger, and all loggers below it
        pattern,  // of the names of components, artifacts and loggers
        file      // calls in source files
    };

    kind target;
    level threshold;   // debug (on) or off for an artifact
    unsigned index;    // of the component or the artifact in its table
    text_view logger;  // the name of a logger or a file, or a pattern; it is part of the settings' text
#if SLUICE_CFG_EXTENDED
    modifiers more{};
#endif
};

#if SLUICE_CFG_EXTENDED
/// Returns false if a directive is only for processes of other ranks.
[[nodiscard]] SLUICE_DETAIL_MESSAGE constexpr bool is_for_rank(directive const& each, int rank) noexcept {
    return each.more.ranks.empty() || lists_rank(each.more.ranks, rank);
}
#endif

/// The directives of one setting, in order; owned elsewhere.
struct plan {
    directive const* first = nullptr;
    size_t count = 0;

    [[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr directive const* begin() const noexcept { return first; }
    [[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr directive const* end() const noexcept { return first + count; }
};

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
    not_a_word,
    sign_and_value,
    not_a_level,
    not_on_or_off,
    not_compiled,
#if SLUICE_CFG_EXTENDED
    no_match,
    not_for_files,
    bad_ranks,
    bad_budget,
    bad_recorder,
    no_route
#endif
};

/// Characters of settings that only SLUICE_CFG_EXTENDED compiles.
SLUICE_DETAIL_HIDDEN inline constexpr text_view extended_characters = SLUICE_CFG_EXTENDED ? "" : "*?@#>/";

/// Returns an upper bound for the directives of a text: each has a character, and a comma before the next.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE constexpr size_t max_directives(text_view text) noexcept {
    return text.size() / 2 + 1;
}

/// The names of levels, here and in other tools.
SLUICE_DETAIL_HIDDEN inline constexpr level_name level_spellings[] = {
    {level::debug, "debug"},       {level::debug, "trace"},   {level::debug, "verbose"},  {level::info, "info"},
    {level::warning, "warning"},   {level::warning, "warn"},  {level::error, "error"},    {level::error, "err"},
    {level::critical, "critical"}, {level::critical, "crit"}, {level::critical, "fatal"}, {level::off, "off"},
    {level::off, "none"}};

/// Reads a level by one of its names, in any case.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool read_level_name(text_view value, level& to) noexcept {
    for (level_name const& each : level_spellings) {
        if (!equal_ignoring_case(value, each.name)) continue;
        to = each.value;
        return true;
    }
    return false;
}

/// Reads a threshold: a level's name, or a number on the scale of Python's levels.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool read_threshold(text_view value, level& to) noexcept {
    if (read_level_name(value, to)) return true;
    unsigned number = 0;
    for (char c : value) {
        if (c < '0' || c > '9') return false;
        if (number < 100) number = number * 10 + static_cast<unsigned>(c - '0');
    }
    to = number <= 10   ? level::debug
         : number <= 20 ? level::info
         : number <= 30 ? level::warning
         : number <= 40 ? level::error
         : number <= 50 ? level::critical
                        : level::off;
    return !value.empty();
}

/// Reads an artifact's value.
[[nodiscard]] SLUICE_DETAIL_COLD constexpr bool read_on_or_off(text_view value, bool& on) noexcept {
    constexpr text_view words[] = {"on", "off", "true", "false", "yes", "no", "1", "0"};
    on = false;
    for (text_view const& each : words) {
        on = !on;
        if (equal_ignoring_case(value, each)) return true;
    }
    return false;
}

/// Parses the directives of a text from left to right:
///
///     settings_parser parser{text, table};
///     while (parser.next())
///         if (parser.fault == settings_fault::none) use(parser.parsed);
class SLUICE_DETAIL_HIDDEN settings_parser {
public:
    SLUICE_DETAIL_ALWAYS_INLINE constexpr settings_parser(text_view settings, tables const& with) noexcept
        : text(unquoted(settings)), table(with) {}

    /// Parses the next directive, into `parsed` unless `fault` is set or it is a word, which is in `asked`. Returns
    /// false at the end. An empty text has no directives; "a," has two, the second empty.
    SLUICE_DETAIL_COLD constexpr bool next() noexcept {
        if (at_ > text.size()) return false;
        whole = text.part(at_);
        whole = whole.part(0, whole.find(','));
        bool const is_alone = whole.size() == text.size();
        at_ += whole.size() + 1;
        whole = trimmed(whole);
        if (is_alone && whole.empty()) return false;
        text_view main = whole;
        asked = request::none;
        place = whole;
        fault = whole.empty() ? settings_fault::empty_directive : settings_fault::none;
        SLUICE_DETAIL_EXTENDED_ONLY(if (fault == settings_fault::none) fault = cut_modifiers(main);)
        if (fault == settings_fault::none) fault = read(main.begin(), main.end());
#if SLUICE_CFG_EXTENDED
        if (fault == settings_fault::none && parsed.target == directive::kind::file && parsed.more.any()) {
            fault = settings_fault::not_for_files;
            place = trimmed(whole.part(main.size()));
        }
        if (fault == settings_fault::none && asked != request::none && parsed.more.any()) fault = settings_fault::not_a_word;
        if (fault == settings_fault::not_a_word) place = whole;
#endif
        return true;
    }

    text_view const text;
    tables const& table;

    // Of the directive last read:
    directive parsed{};
    request asked = request::none;
    settings_fault fault = settings_fault::none;
    text_view place;  // of the fault
    text_view whole;  // without the white space around it
    text_view name;   // after the sign, up to the first '='
    text_view value;  // after the '='; name and value are stale if the fault is in the name

private:
    size_t at_ = 0;

#if SLUICE_CFG_EXTENDED
    SLUICE_DETAIL_MESSAGE constexpr settings_fault cut_modifiers(text_view& main) noexcept {
        name = whole;
        modifier_fault const found = split_modifiers(main, parsed.more, place);
        return found == modifier_fault::none
                   ? settings_fault::none
                   : static_cast<settings_fault>(static_cast<unsigned char>(settings_fault::bad_ranks) - 1 +
                                                 static_cast<unsigned char>(found));
    }
    // Sets what a pattern of names sets. Its value is a level or, if it matches only artifacts, on or off.
    SLUICE_DETAIL_MESSAGE constexpr settings_fault read_pattern(char sign, bool has_value) noexcept {
        parsed.target = directive::kind::pattern;
        if (!may_match(name, table)) return settings_fault::no_match;
        bool components = false, artifacts = false, on = false;
        for (size_t i = 0; i < table.row_count(); ++i)
            if (matches(name, table.row_at(i).name)) (i < table.component_count ? components : artifacts) = true;
        parsed.more.only_artifacts = has_value && artifacts && !components && read_on_or_off(value, on);
        if (parsed.more.only_artifacts) {
            parsed.threshold = on ? level::debug : level::off;
            return settings_fault::none;
        }
        return read_level(sign, has_value);
    }
#endif

    // Reads the level that a sign or a value stands for.
    SLUICE_DETAIL_MESSAGE constexpr settings_fault read_level(char sign, bool has_value) noexcept {
        parsed.threshold = sign == '+' ? level::debug : sign == '-' ? level::error : level::info;
        if (!has_value || read_threshold(value, parsed.threshold)) return settings_fault::none;
        return settings_fault::not_a_level;
    }

    // `place` is the whole directive unless it sets another.
    SLUICE_DETAIL_COLD constexpr settings_fault read(char const* at, char const* end) noexcept {
        name = whole;
        if (whole == "?" || whole == "--help") return settings_fault::unknown_name;
        char const sign = *at;
        bool const has_sign = sign == '+' || sign == '-';
        if (has_sign) ++at;
        char const* const first = at;
        bool has_dots = false;
        bool bad_dots = false;
        char before = '.';
#if SLUICE_CFG_EXTENDED
        size_t length = 0;
        while (first + length != end && first[length] != '=' && !is_space(first[length])) ++length;
        bool const of_file = is_source_file({first, length}, table);
        bool const of_pattern = length > 1 && !of_file && is_pattern({first, length});
#else
        constexpr bool of_file = false, of_pattern = false;
#endif
        for (; at != end && *at != '=' && !is_space(*at); ++at) {
            if (*at == '.') {
                has_dots = true;
                if (before == '.') bad_dots = true;
            } else if (!is_name_character(*at) && !(*at == '*' && (at == first || of_pattern)) &&
                       !(*at == '?' && of_pattern) && !of_file) {
                place = {at, 1};
                if (at == first && (*at == '+' || *at == '-')) return settings_fault::second_sign;
                name = {first, static_cast<size_t>(end - first)};
                bool const is_extended = extended_characters.find(*at) != extended_characters.size();
                return is_extended ? settings_fault::not_compiled : settings_fault::bad_character;
            }
            before = *at;
        }
        if (of_file) bad_dots = false, before = '\0';
        if (at == first && at != end && is_space(*at)) {
            place = {at, 1};
            return settings_fault::space_inside;
        }
        if (at == first) return settings_fault::no_name;
        name = {first, static_cast<size_t>(at - first)};
        while (at != end && is_space(*at)) ++at;
        bool const has_value = at != end;
        if (has_value && *at != '=') {
            place = {name.end(), 1};
            return settings_fault::space_inside;
        }
        value = trimmed({at + has_value, static_cast<size_t>(end - at) - has_value});
        if (has_sign && has_value && !bad_dots && before != '.') return settings_fault::sign_and_value;
        place = name;
        if (bad_dots || before == '.') return settings_fault::bad_dots;
#if SLUICE_CFG_EXTENDED
        parsed.logger = name;
        parsed.more.has_value = has_value;
        if (of_file || of_pattern) {
            if (of_file) parsed.target = directive::kind::file;
            settings_fault const found = of_file ? read_level(sign, has_value) : read_pattern(sign, has_value);
            if (found == settings_fault::not_a_level) place = value.empty() ? text_view{at, 1} : value;
            return found;
        }
#else
        if (name[0] == '*' && name.size() != 1) {
            place = name.part(0, 1);
            return settings_fault::not_compiled;
        }
#endif

        size_t const row = table.find(name);
        bool const is_artifact = row >= table.component_count && row != table.row_count();
        parsed.logger = name;
        parsed.index = static_cast<unsigned>(is_artifact ? row - table.component_count : row);
        parsed.target = is_artifact                ? directive::kind::artifact
                        : row != table.row_count() ? directive::kind::component
                        : has_dots                 ? directive::kind::subtree
                                                   : directive::kind::logger;
        if (parsed.target == directive::kind::logger) {
            bool const is_root = name == "all" || name == "*" || name == table.root;
            parsed.logger = table.root;
            if (!is_root && !has_sign && !has_value && read_level_name(name, parsed.threshold))
                return settings_fault::none;
            if (!is_root && !find_word(name, has_sign ? sign : ' ', value, asked)) return settings_fault::unknown_name;
            if (!is_root) return asked == request::none ? settings_fault::not_a_word : settings_fault::none;
        }

        if (has_value) place = value.empty() ? text_view{at, 1} : value;
        if (is_artifact) {
            bool on = true;
            if (has_value && !read_on_or_off(value, on)) return settings_fault::not_on_or_off;
            parsed.threshold = on ? level::debug : level::off;
            return settings_fault::none;
        }
        return read_level(sign, has_value);
    }
};

}  // namespace sluice::detail
