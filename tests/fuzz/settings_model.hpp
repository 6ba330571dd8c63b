// A simple model of settings, after docs/settings.md, for the fuzz targets to compare with.
#pragma once

#include <map>
#include <set>

#include "check.hpp"

namespace fuzz {

struct settings_model {
    struct mistake {
        std::size_t first, last;  // offsets of the text between commas, including white space
    };

    sluice::detail::tables const& table;
    std::size_t words = 0;               // that ask for an answer: help and others
    std::map<std::string, int> loggers;  // explicit levels, as Python's numbers; off is 100
    std::map<std::string, bool> artifacts;
    std::vector<mistake> mistakes;
    std::set<std::string> mentioned;  // names with dots
    std::size_t good = 0;

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
            if (is_word(trim(piece)))
                ++words;
            else if (take(trim(piece)))
                ++good;
            else
                mistakes.push_back({first, first + piece.size()});
            first += piece.size() + 1;
        }
    }

    int threshold(std::string logger) const {
        for (;;) {
            if (auto const found = loggers.find(logger); found != loggers.end()) return found->second;
            std::size_t const dot = logger.rfind('.');
            if (dot == std::string::npos) return 30;
            logger.resize(dot);
        }
    }
    int artifact_threshold(sluice::detail::artifact_row const& row) const {
        if (auto const found = artifacts.find(copy(row.name)); found != artifacts.end())
            return found->second ? 10 : 100;
        return row.off_by_default ? 100 : threshold(copy(row.logger));
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

    bool is_word(std::string const& text) const {
        std::size_t const equals = text.find('=');
        std::string const name = trim(text.substr(0, equals));
        std::string const value = equals == std::string::npos ? "" : trim(text.substr(equals + 1));
        if (name == copy(table.root) || rows().count(name) != 0) return false;
        return (name == "help" && (value.empty() || value == "json")) || text == "+help" ||
               (name == "sites" && (value.empty() || value == "json")) || (name == "explain" && !value.empty());
    }
    bool take(std::string name) {
        char sign = '\0';
        if (name == "?" || name == "--help") return false;
        if (!name.empty() && (name[0] == '+' || name[0] == '-')) {
            sign = name[0];
            name.erase(0, 1);
            if (!name.empty() && trim(name.substr(0, 1)).empty()) return false;
        }
        std::size_t const equals = name.find('=');
        bool const has_value = equals != std::string::npos;
        std::string const value = has_value ? lower(trim(name.substr(equals + 1))) : "";
        name = trim(name.substr(0, equals));
        if (name == "*") name = "all";
        if (!is_name(name) || (sign != '\0' && has_value)) return false;

        int const at = level(sign, has_value, value);
        if (auto const row = rows().find(name); row != rows().end() && name != "all") {
            if (row->second >= table.component_count) {
                bool const on = std::set<std::string>{"on", "true", "yes", "1"}.count(value) != 0;
                if (has_value && !on && std::set<std::string>{"off", "false", "no", "0"}.count(value) == 0) return false;
                artifacts[name] = on || !has_value;
                return true;
            }
            auto const& component = table.components[row->second];
            for (unsigned j = 0; at != 0 && j < component.logger_count; ++j)
                loggers[copy(table.loggers[component.first_logger + j])] = at;
            return at != 0;
        }
        bool const is_dotted = name.find('.') != std::string::npos;
        if (name == "all") name = copy(table.root);
        if (name != copy(table.root) && !is_dotted) {
            if (sign != '\0' || has_value || name_of_level(lower(name)) == 0) return false;
            loggers[copy(table.root)] = name_of_level(lower(name));
            mentioned.insert(copy(table.root));
            return true;
        }
        if (at == 0) return false;
        if (is_dotted) std::erase_if(loggers, [&](auto const& each) { return each.first.starts_with(name + '.'); });
        loggers[name] = at;
        mentioned.insert(name);
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
