// A simple model of settings, after docs/settings.md, for the fuzz targets to compare with.
#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "check.hpp"

namespace fuzz {

struct settings_model {
    struct mistake {
        std::size_t first, last;  // offsets of the text between commas, including white space
    };
    /// A directive without mistakes.
    struct step {
        enum kind { component, artifact, logger, subtree, pattern, file } target = logger;
        std::string name;     // of the row, the logger or the file; or the pattern
        std::size_t row = 0;
        std::vector<std::size_t> rows;  // that a pattern matches
        int at = 0;           // level, as Python's number; off is 100
        bool has_value = false, only_artifacts = false;
        std::vector<std::pair<int, int>> ranks;  // first and last; empty: all processes
        long budget = -1, recorded = 0;
        bool lines = false, each_second = false, adds_route = false;
        std::string route;

        bool says_more() const { return budget >= 0 || recorded != 0 || !route.empty(); }
    };
    /// The outcome of resolving a name: a level, and the index of the step that set it, or -1.
    struct outcome {
        int at = 30, by = -1;
        bool operator==(outcome const&) const = default;
    };

    sluice::detail::tables const& table;
    std::vector<step> words;  // that ask for an answer: help and others
    std::vector<step> steps;
    std::vector<mistake> mistakes;
    std::set<std::string> mentioned;  // names with dots
    bool names_files = false;         // a directive such as @path

    settings_model(sluice::detail::tables const& tables, std::string_view text) : table(tables) {
        std::size_t first = text.find_first_not_of(blank);
        std::size_t const last = text.find_last_not_of(blank);
        bool const is_quoted = first != std::string_view::npos && first < last &&
                               (text[first] == '"' || text[first] == '\'') &&
                               text.find(text[first], first + 1) == last;
        first = is_quoted ? first + 1 : 0;
        std::vector<std::string> const pieces = split(is_quoted ? text.substr(first, last - first) : text, ',');
        if (pieces.size() == 1) {
            std::string const alone = trim(pieces[0]);
            if (alone.empty()) return;
        }
        for (std::string const& piece : pieces) {
            step made;
            std::string const whole = trim(piece);
            if (whole.starts_with("@")) names_files = true;
            step asked;
            std::string word = whole;
            if (take_modifiers(word, asked) && is_word(word) && !asked.says_more())
                words.push_back(asked);
            else if (take(whole, made))
                steps.push_back(made);
            else
                mistakes.push_back({first, first + piece.size()});
            first += piece.size() + 1;
        }
    }

    /// Resolves a logger by writing down what each directive sets, one after the other.
    outcome resolve(std::string logger, int rank) const {
        std::map<std::string, outcome> set;
        std::set<std::string> known;  // the logger and those above it; others don't matter
        for (std::string name = logger;; name.resize(name.rfind('.'))) {
            known.insert(name);
            if (name.find('.') == std::string::npos) break;
        }
        auto const set_loggers = [&](std::size_t row, outcome const& to) {
            for (std::string const& each : loggers_of(row))
                if (known.count(each) != 0) set[each] = to;
        };
        auto const set_subtree = [&](std::string const& name, outcome const& to) {
            std::erase_if(set, [&](auto const& each) { return each.first.starts_with(name + '.'); });
            set[name] = to;
        };
        for (std::size_t i = 0; i < steps.size(); ++i) {
            step const& each = steps[i];
            outcome const to{each.at, static_cast<int>(i)};
            if (!is_for(each, rank)) continue;
            if (each.target == step::component) set_loggers(each.row, to);
            if (each.target == step::logger) set[each.name] = to;
            if (each.target == step::subtree) set_subtree(each.name, to);
            if (each.target != step::pattern || each.only_artifacts) continue;
            for (std::size_t row : each.rows)
                if (row < table.component_count) set_loggers(row, to);
            for (std::string const& name : known) {
                if (!fits(each.name, name)) continue;
                if (name == copy(table.root))
                    set[name] = to;
                else
                    set_subtree(name, to);
            }
        }
        for (;;) {
            if (auto const found = set.find(logger); found != set.end()) return found->second;
            std::size_t const dot = logger.rfind('.');
            if (dot == std::string::npos) return {};
            logger.resize(dot);
        }
    }
    outcome resolve(sluice::detail::artifact_row const& row, int rank) const {
        outcome made{100, -1};
        if (!row.off_by_default) made = resolve(copy(row.logger), rank);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            step const& each = steps[i];
            if (!is_for(each, rank)) continue;
            if (each.target == step::artifact && each.name == copy(row.name)) made = {each.at, static_cast<int>(i)};
            if (each.target != step::pattern) continue;
            if (std::find(each.rows.begin(), each.rows.end(), rows().at(copy(row.name))) == each.rows.end()) continue;
            made = {!each.has_value || each.at <= number(row.at) ? 10 : 100, static_cast<int>(i)};
        }
        return made;
    }

    int threshold(std::string const& logger) const { return resolve(logger, -1).at; }
    /// Returns true if a directive says more than a level of names.
    bool has_controls() const {
        for (step const& each : steps)
            if (each.target == step::file || each.says_more()) return true;
        return names_files;
    }

    static bool is_for(step const& each, int rank) {
        for (auto const& [first, last] : each.ranks)
            if (first <= rank && rank <= last) return true;
        return each.ranks.empty();
    }

    /// Returns true if a pattern matches a whole text. Tries everything.
    static bool fits(std::string_view pattern, std::string_view text) {
        std::vector<bool> ends(text.size() + 1);  // where the pattern so far may end
        ends[0] = true;
        for (char c : pattern) {
            std::vector<bool> next(text.size() + 1);
            for (std::size_t at = 0; at <= text.size(); ++at) {
                if (c == '*') next[at] = ends[at] || (at != 0 && next[at - 1]);
                else if (at != 0 && (c == '?' || c == text[at - 1])) next[at] = ends[at - 1];
            }
            ends = next;
        }
        return ends[text.size()];
    }

    static int number(sluice::level at) { return at == sluice::off ? 100 : static_cast<int>(at); }

private:
    static constexpr char const* blank = " \t\n\r\f\v";

    static std::string trim(std::string const& text) {
        std::size_t const first = text.find_first_not_of(blank);
        return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(blank) - first + 1);
    }
    static bool is_name(std::string const& name) {
        for (std::string const& part : split(name, '.')) {
            if (part.empty()) return false;
            for (char c : part)
                if (std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_").find(c) ==
                    std::string::npos)
                    return false;
        }
        return true;
    }

    /// Returns the index of each row: components, then artifacts. Static, as a target has only one registry.
    std::map<std::string, std::size_t> const& rows() const {
        static std::map<std::string, std::size_t> const found = [this] {
            std::map<std::string, std::size_t> made;
            for (std::size_t i = 0; i < table.component_count + table.artifact_count; ++i)
                made[copy(table.row_at(i).name)] = i;
            return made;
        }();
        return found;
    }

    std::vector<std::string> const& loggers_of(std::size_t row) const {
        static std::map<std::size_t, std::vector<std::string>> found;
        std::vector<std::string>& made = found[row];
        auto const& component = table.components[row];
        while (made.size() < component.logger_count)
            made.push_back(copy(table.loggers[component.first_logger + made.size()]));
        return made;
    }

    std::set<std::string> const& declared_loggers() const {
        static std::set<std::string> const found = [this] {
            std::set<std::string> made{copy(table.root)};
            for (std::size_t i = 0; i < table.component_count; ++i)
                for (unsigned j = 0; j < table.components[i].logger_count; ++j)
                    made.insert(copy(table.loggers[table.components[i].first_logger + j]));
            for (std::size_t i = 0; i < table.artifact_count; ++i) made.insert(copy(table.artifacts[i].logger));
            return made;
        }();
        return found;
    }

    /// Takes a number of at most nine digits off the start of a text. Returns -1 if there is none.
    static long take_number(std::string& text) {
        std::size_t const size = std::min<std::size_t>(std::min(text.find_first_not_of("0123456789"), text.size()), 9);
        if (size == 0) return -1;
        long const made = std::stol(text.substr(0, size));
        text.erase(0, size);
        return made;
    }

    static bool take_ranks(std::string const& text, step& into) {
        into.ranks.clear();
        for (std::string range : split(text, '|')) {
            long const first = take_number(range);
            long last = first;
            if (!range.empty() && range[0] == '-') {
                range.erase(0, 1);
                last = take_number(range);
            }
            if (first < 0 || last < first || !range.empty()) return false;
            into.ranks.emplace_back(static_cast<int>(first), static_cast<int>(last));
        }
        return true;
    }

    /// Returns the place of the first '@' or '#' after the start, or of a '?' before a number that ends there.
    static std::size_t modifier_in(std::string const& text) {
        for (std::size_t i = 1; i < text.size(); ++i) {
            if (text[i] == '@' || text[i] == '#') return i;
            if (text[i] != '?') continue;
            std::size_t const end = std::min(text.find_first_not_of("0123456789", i + 1), text.size());
            if (end == i + 1) continue;
            if (end == text.size() || std::string_view("@#? \t\n\r\f\v").find(text[end]) != std::string_view::npos)
                return i;
        }
        return text.size();
    }

    static bool take_modifiers(std::string& text, step& into) {
        if (std::size_t const arrow = text.find('>'); arrow != std::string::npos) {
            into.adds_route = text.substr(arrow + 1, 1) == ">";
            into.route = trim(text.substr(arrow + (into.adds_route ? 2 : 1)));
            text = trim(text.substr(0, arrow));
            if (into.route.empty() || text.empty()) return false;
        }
        std::string rest = text.substr(modifier_in(text));
        text = trim(text.substr(0, modifier_in(text)));
        while (!rest.empty()) {
            std::size_t const end = modifier_in(rest);
            char const kind = rest[0];
            std::string one = trim(rest.substr(1, end - 1));
            rest.erase(0, end);
            if (kind == '@') {
                if (!one.starts_with("rank=") || !take_ranks(one.substr(5), into)) return false;
                continue;
            }
            long const count = take_number(one);
            if (count < 0) return false;
            one = trim(one);
            if (kind == '?') {
                if (!one.empty() || count == 0 || count > 65536) return false;
                into.recorded = count;
                continue;
            }
            if (one != "" && one != "/s" && one != "lines" && one != "lines/s") return false;
            into.budget = count;
            into.lines = one.starts_with("lines");
            into.each_second = one.ends_with("/s");
        }
        return true;
    }

    bool is_source_file(std::string const& name) const {
        if (std::size_t const slash = name.rfind('/'); slash != std::string::npos)
            return name.find_first_of(".*?", slash) != std::string::npos;
        std::string const root = copy(table.root);
        if (name == root || name.starts_with(root + '.')) return false;
        std::size_t const dot = name.rfind('.');
        if (dot == std::string::npos || dot == 0) return false;
        if (dot + 2 == name.size() && name.find('.') != dot) return false;  // a.b.c is a logger
        std::set<std::string> const ends{"c", "cc",  "cpp", "cxx", "c++", "cu",  "m",   "mm",  "h",
                                         "hh", "hpp", "hxx", "h++", "cuh", "inc", "inl", "ipp", "tpp"};
        return ends.count(name.substr(dot + 1)) != 0;
    }

    /// Takes a pattern. Its value may be on or off if it matches artifacts, and no components.
    bool take_pattern(step& into, std::string const& value) const {
        std::string const root = copy(table.root);
        bool any = into.name.starts_with(root + '.'), components = false, artifacts = false;
        for (auto const& [name, row] : rows()) {
            if (!fits(into.name, name)) continue;
            into.rows.push_back(row);
            (row < table.component_count ? components : artifacts) = true;
        }
        for (std::string const& each : declared_loggers()) any = any || (each != root && fits(into.name, each));
        if (!any && !components && !artifacts) return false;
        into.target = step::pattern;
        if (bool const on = is_on(value); into.has_value && artifacts && !components && (on || is_off(value))) {
            into.only_artifacts = true;
            into.at = on ? 10 : 100;
        }
        return into.at != 0;
    }

    static bool is_on(std::string const& value) { return std::set<std::string>{"on", "true", "yes", "1"}.count(value) != 0; }
    static bool is_off(std::string const& value) {
        return std::set<std::string>{"off", "false", "no", "0"}.count(value) != 0;
    }

    bool is_word(std::string const& text) const {
        std::size_t const equals = text.find('=');
        std::string const name = trim(text.substr(0, equals));
        std::string const value = equals == std::string::npos ? "" : trim(text.substr(equals + 1));
        if (name == copy(table.root) || rows().count(name) != 0) return false;
        return (name == "help" && (value.empty() || value == "json")) || text == "+help" ||
               (name == "sites" && (value.empty() || value == "json" || value == "hits")) || (name == "explain" && !value.empty());
    }

    bool take(std::string name, step& into) {
        if (name == "?" || name == "--help" || name.empty() || !take_modifiers(name, into)) return false;
        char sign = '\0';
        if (name[0] == '+' || name[0] == '-') {
            sign = name[0];
            name.erase(0, 1);
            if (!name.empty() && trim(name.substr(0, 1)).empty()) return false;
        }
        std::size_t const equals = name.find('=');
        into.has_value = equals != std::string::npos;
        std::string const value = into.has_value ? lower(trim(name.substr(equals + 1))) : "";
        name = into.name = trim(name.substr(0, equals));
        if (sign != '\0' && into.has_value) return false;
        into.at = level(sign, into.has_value, value);
        if (name.find_first_of(blank) != std::string::npos) return false;
        if (is_source_file(name)) {
            into.target = step::file;
            return into.at != 0 && !into.says_more();
        }
        bool const is_pattern = name.size() > 1 && name.find_first_of("*?") != std::string::npos;
        std::string plain = name;
        for (char& c : plain)
            if (is_pattern && (c == '*' || c == '?')) c = 'x';
        if (name == "*") plain = name = "all";
        if (!is_name(plain)) return false;
        if (is_pattern) return take_pattern(into, value);

        if (auto const row = rows().find(name); row != rows().end() && name != "all") {
            into.row = row->second;
            if (row->second >= table.component_count) {
                into.target = step::artifact;
                into.at = !into.has_value || is_on(value) ? 10 : 100;
                return !into.has_value || is_on(value) || is_off(value);
            }
            into.target = step::component;
            return into.at != 0;
        }
        bool const is_dotted = name.find('.') != std::string::npos;
        if (name == "all") name = copy(table.root);
        into.target = is_dotted ? step::subtree : step::logger;
        into.name = name;
        if (name != copy(table.root) && !is_dotted) {
            if (sign != '\0' || into.has_value || name_of_level(lower(name)) == 0) return false;
            into.at = name_of_level(lower(name));
            into.name = copy(table.root);
        }
        if (into.at == 0) return false;
        mentioned.insert(into.name);
        return true;
    }
    /// Returns 0 for an unknown level.
    static int level(char sign, bool has_value, std::string const& value) {
        if (!has_value) return sign == '+' ? 10 : sign == '-' ? 40 : 20;
        if (!value.empty() && value.find_first_not_of("0123456789") == std::string::npos) {
            std::string const digits = value.substr(std::min(value.find_first_not_of('0'), value.size()));
            int const number = digits.size() > 2 ? 100 : digits.empty() ? 0 : std::stoi(digits);
            return number > 50 ? 100 : number <= 10 ? 10 : (number + 9) / 10 * 10;
        }
        return name_of_level(value);
    }
    static int name_of_level(std::string const& name) {
        std::map<std::string, int> const levels{
            {"debug", 10}, {"trace", 10}, {"verbose", 10},  {"info", 20}, {"warning", 30}, {"warn", 30}, {"error", 40},
            {"err", 40},   {"critical", 50}, {"crit", 50}, {"fatal", 50}, {"off", 100}, {"none", 100}};
        auto const found = levels.find(name);
        return found == levels.end() ? 0 : found->second;
    }
    static std::string lower(std::string text) {
        for (char& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return text;
    }
};

}  // namespace fuzz
