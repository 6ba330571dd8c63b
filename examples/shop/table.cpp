// Converts values from and to text, and formats tables.
#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace shop {

std::optional<long long> parse_number(std::string_view text, kind as) {
    std::size_t const point = std::min(text.find('.'), text.size());
    std::string digits{text.substr(0, point)};
    std::string_view const decimals = point < text.size() ? text.substr(point + 1) : "0";
    if (digits.empty() || decimals.empty() || (as == kind::whole && point < text.size())) return {};
    if (as == kind::money) digits.append(decimals).append(decimals.size() == 1 ? 1 : 0, '0');
    if (decimals.size() > 2 || digits.size() > 7) return {};
    long long number = 0;
    for (char const c : digits) {
        if (c < '0' || c > '9') return {};
        number = number * 10 + (c - '0');
    }
    return number;
}

std::string to_text(value const& shown, kind held) {
    if (held == kind::text) return shown.text;
    if (shown.number == value::nothing) return "-";
    if (held == kind::whole) return fmt::to_string(shown.number);
    return fmt::format("{}.{:02}", shown.number / 100, shown.number % 100);
}

std::string join(std::vector<std::string> const& texts, std::string_view separator) {
    std::string joined;
    for (auto const& text : texts) joined.append(&text == &texts.front() ? "" : separator).append(text);
    return joined;
}

std::size_t width_of(std::string_view text) {
    auto const starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

std::string lay_out(std::vector<column> const& heads, table const& rows) {
    std::vector<std::vector<std::string>> lines(rows.size() + 2);
    for (std::size_t i = 0; i < heads.size(); ++i) {
        lines[0].emplace_back(heads[i].name);
        for (std::size_t j = 0; j < rows.size(); ++j) lines[j + 2].push_back(to_text(rows[j][i], heads[i].holds));
        std::size_t width = 0;
        for (auto const& line : lines)
            if (&line != &lines[1]) width = std::max(width, width_of(line[i]));
        lines[1].emplace_back(width, '-');
        for (auto& line : lines) {
            std::string const padding(width - width_of(line[i]), ' ');
            if (heads[i].holds != kind::text)
                line[i].insert(0, padding);
            else if (i + 1 < heads.size())
                line[i].append(padding);
        }
    }
    std::string out;
    for (auto const& line : lines) out += join(line, "  ") + "\n";
    return out;
}

}  // namespace shop
