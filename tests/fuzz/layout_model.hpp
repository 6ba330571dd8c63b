// What line formats mean, as docs/output.md and Python's manual say it, made slowly of maps and strings: for the fuzz
// targets to compare with.
#pragma once

#include <map>
#include <optional>

#include "check.hpp"

namespace fuzz {

struct layout_model {
    struct piece {
        std::string text;  // as it is, or the key
        bool is_field = false, left = false, zeros = false, plus = false, blank = false;
        std::size_t width = 0;
        std::optional<std::size_t> precision;
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
                for (at = end + 1; is('-') || is('0') || is('+') || is(' ') || is('#'); ++at) {
                    made.left = made.left || is('-');
                    made.zeros = made.zeros || is('0');
                    made.plus = made.plus || is('+');
                    made.blank = made.blank || is(' ');
                }
                std::size_t precision = 0;
                if (!number(made.width)) return;
                if (is('.')) {
                    ++at;
                    if (!number(precision)) return;
                    made.precision = precision;
                }
                if (at == format.size() || std::string_view("sdiuf").find(format[at]) == std::string_view::npos) return;
                made.letter = format[at] == 'i' || format[at] == 'u' ? 'd' : format[at];
                ++at;
                if (texts().contains(made.text) ? made.letter != 's' : !numbers().contains(made.text)) return;
            }
            pieces.push_back(made);
        }
        good = any;
    }

    using values = std::map<std::string, std::string>;
    static std::map<std::string, int> const& texts() {
        static std::map<std::string, int> const keys{
            {"message", 0},        {"name", 0},       {"levelname", 0},  {"shortlevel", 0}, {"artifact", 0},
            {"artifactprefix", 0}, {"pathname", 0},   {"filename", 0},   {"funcName", 0},   {"asctime", 0},
            {"glogtime", 0},       {"threadName", 0}, {"rankprefix", 0}, {"traceid", 0},    {"traceprefix", 0}};
        return keys;
    }
    /// And the digits behind the point that their value has.
    static std::map<std::string, int> const& numbers() {
        static std::map<std::string, int> const keys{{"levelno", 0}, {"lineno", 0}, {"created", 9}, {"msecs", 6},
                                                     {"process", 0}, {"thread", 0}, {"rank", 0}};
        return keys;
    }

    /// A line. `known` says what each key stands for: a number with all digits behind the point.
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
        bool const number = as.letter != 's' && !value.empty();
        if (number || (!value.empty() && as.text == "created")) {
            std::size_t const point = value.find('.');
            std::string whole = value.substr(0, point);
            std::string behind = point == std::string::npos ? "" : value.substr(point + 1);
            std::size_t const digits = as.letter == 'f' ? as.precision.value_or(6) : as.letter == 's' ? 6 : 0;
            behind.resize(digits, '0');
            if (as.letter == 'd' && as.precision && whole.size() < *as.precision)
                whole.insert(0, *as.precision - whole.size(), '0');
            value = whole + (behind.empty() ? "" : "." + behind);
        } else if (!value.empty() && numbers().contains(as.text)) {
            value = value.substr(0, value.find('.'));
        }
        if (!number && as.precision)
            while (characters(value) > *as.precision) value.pop_back();
        std::string const sign = !number ? "" : as.plus ? "+" : as.blank ? " " : "";
        std::size_t const size = characters(value) + sign.size();
        std::string const padding(as.width > size ? as.width - size : 0, number && as.zeros && !as.left ? '0' : ' ');
        if (as.left) return sign + value + padding;
        return padding.starts_with('0') ? sign + padding + value : padding + sign + value;
    }
};

}  // namespace fuzz
