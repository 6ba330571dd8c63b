// A simple model of line formats, after docs/output.md and Python's manual, for the fuzz targets to compare with.
#pragma once

#include <map>

#include "check.hpp"

namespace fuzz {

struct layout_model {
    struct piece {
        std::string text;  // literal text, or the key
        bool is_field = false, left = false, zeros = false;
        std::size_t width = 0;
        char letter = '\0';
    };
    std::vector<piece> pieces;
    bool good = false;

    explicit layout_model(std::string_view format) {
        bool any = false;
        std::size_t at = 0;
        auto const is = [&](char c) { return at < format.size() && format[at] == c; };
        auto const number = [&](std::size_t& into) {
            std::string digits;
            while (at < format.size() && format[at] >= '0' && format[at] <= '9') digits += format[at++];
            while (digits.size() > 1 && digits[0] == '0') digits.erase(0, 1);
            into = digits.empty() ? 0 : digits.size() > 3 ? 1000 : std::stoul(digits);
            return into <= 999;
        };
        while (at < format.size()) {
            piece made;
            if (!is('%')) {
                made.text = format[at++];
            } else if (at + 1 < format.size() && format[at + 1] == '%') {
                made.text = "%";
                at += 2;
            } else {
                std::size_t const end = format.find(')', at);
                if (++at, !is('(') || end == std::string::npos) return;
                made.is_field = any = true;
                made.text = format.substr(at + 1, end - at - 1);
                for (at = end + 1; is('-') || is('0'); ++at) {
                    made.left = made.left || is('-');
                    made.zeros = made.zeros || is('0');
                }
                if (!number(made.width)) return;
                if (at == format.size() || std::string_view("sdf").find(format[at]) == std::string_view::npos) return;
                made.letter = format[at++];
                if (texts().contains(made.text) ? made.letter != 's' : !numbers().contains(made.text)) return;
            }
            pieces.push_back(made);
        }
        good = any;
    }

    using values = std::map<std::string, std::string>;
    static std::map<std::string, int> const& texts() {
        static std::map<std::string, int> const keys{
            {"message", 0},        {"name", 0},        {"levelname", 0},  {"shortlevel", 0}, {"artifact", 0},
            {"artifactprefix", 0}, {"pathname", 0},    {"filename", 0},   {"funcName", 0},   {"asctime", 0},
            {"glogtime", 0},       {"threadName", 0},  {"rankprefix", 0}, {"traceid", 0},    {"traceprefix", 0},
            {"module", 0},         {"processName", 0}, {"taskName", 0},   {"isotime", 0},    {"utctime", 0},
            {"json", 0},           {"logfmt", 0}};
        return keys;
    }
    static std::map<std::string, int> const& numbers() {
        static std::map<std::string, int> const keys{{"levelno", 0}, {"lineno", 0},         {"created", 0},
                                                     {"msecs", 0},   {"process", 0},        {"thread", 0},
                                                     {"rank", 0},    {"relativeCreated", 0}};
        return keys;
    }

    /// Formats a line. `known` has the value of each key, with decimals for "created".
    std::string line(values const& known) const {
        std::string made;
        for (piece const& each : pieces) made += each.is_field ? field(each, known.at(each.text)) : each.text;
        return made;
    }

private:
    static std::size_t characters(std::string_view text) {
        std::size_t count = 0;
        for (char c : text) count += (c & '\xc0') != '\x80';
        return count;
    }
    static std::string field(piece const& as, std::string value) {
        bool const number = numbers().contains(as.text) && !value.empty();
        if (as.letter == 'd') value = value.substr(0, value.find('.'));
        std::size_t const size = characters(value);
        std::string const padding(as.width > size ? as.width - size : 0, number && as.zeros && !as.left ? '0' : ' ');
        return as.left ? value + padding : padding + value;
    }
};

}  // namespace fuzz
