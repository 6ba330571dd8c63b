// What the parts of shop hand each other: the columns that an order has, and the orders. Knows nothing of files,
// queries or logs.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shop {

/// What a column holds, and so how it is written. Money is counted in hundredths: its sums are exact.
enum class kind { text, whole, money };

struct column {
    std::string_view name;
    kind holds;
};

/// The columns of a file, in its order, and a last one that the reader adds: quantity times price.
inline constexpr column columns[] = {
    {"id", kind::whole},     {"date", kind::text},     {"customer", kind::text},  {"country", kind::text},
    {"product", kind::text}, {"category", kind::text}, {"quantity", kind::whole}, {"price", kind::money},
    {"status", kind::text},  {"total", kind::money},
};
inline constexpr std::size_t quantity_column = 6;
inline constexpr std::size_t price_column = 7;
inline constexpr std::size_t file_columns = 9;

/// A number or a text, as its column says; the other one stays as it is here.
struct value {
    long long number = nothing;
    std::string text;

    static constexpr long long nothing = -1;  // orders hold no negative numbers; the least of no rows is nothing
    auto operator<=>(value const&) const = default;
};
using row = std::vector<value>;
using table = std::vector<row>;

/// A number without a sign; nothing where the text is none, or one of more than 7 digits, decimals included. Sums of
/// totals have room for 90,000 of the largest orders then.
std::optional<long long> parse_number(std::string_view text, kind as);

/// What a column takes, for messages.
constexpr std::string_view expected(kind held) {
    return held == kind::text    ? "a text in single quotes"
           : held == kind::whole ? "a whole number below 10000000"
                                 : "an amount below 100000.00";
}

/// As people read it.
std::string to_text(value const& shown, kind held);

std::string join(std::vector<std::string> const& texts, std::string_view between);

/// The characters that a terminal shows for a UTF-8 text; good enough for names.
std::size_t width_of(std::string_view text);

/// Columns under their names, numbers to the right.
std::string lay_out(std::vector<column> const& heads, table const& rows);

}  // namespace shop
