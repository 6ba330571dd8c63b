// Data types shared by the parts of shop: the columns of an order, and tables of orders. Independent of files, queries
// and logs.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shop {

/// The type of a column, which determines its format. Money is in hundredths, so that sums are exact.
enum class kind { text, whole, money };

struct column {
    std::string_view name;
    kind holds;
};

/// The columns of a file, in order, and a last one that the reader adds: quantity times price.
inline constexpr column columns[] = {
    {"id", kind::whole},     {"date", kind::text},     {"customer", kind::text},  {"country", kind::text},
    {"product", kind::text}, {"category", kind::text}, {"quantity", kind::whole}, {"price", kind::money},
    {"status", kind::text},  {"total", kind::money},
};
inline constexpr std::size_t quantity_column = 6;
inline constexpr std::size_t price_column = 7;
inline constexpr std::size_t file_columns = 9;

/// A number or a text, depending on its column; the other member keeps its default.
struct value {
    long long number = nothing;
    std::string text;

    static constexpr long long nothing = -1;  // orders have no negative numbers; also the minimum of no rows
    auto operator<=>(value const&) const = default;
};
using row = std::vector<value>;
using table = std::vector<row>;

/// Parses an unsigned number. Returns nothing for other texts, or for more than 7 digits including decimals: so sums of
/// totals can hold 90,000 of the largest orders.
std::optional<long long> parse_number(std::string_view text, kind as);

/// Describes the values of a column, for messages.
constexpr std::string_view expected(kind held) {
    return held == kind::text    ? "a text in single quotes"
           : held == kind::whole ? "a whole number below 10000000"
                                 : "an amount below 100000.00";
}

/// Formats a value for users.
std::string to_text(value const& shown, kind held);

std::string join(std::vector<std::string> const& texts, std::string_view separator);

/// Returns the number of characters of a UTF-8 text, an approximation of its width on a terminal.
std::size_t width_of(std::string_view text);

/// Formats a table: columns below their names, numbers right-aligned.
std::string lay_out(std::vector<column> const& heads, table const& rows);

}  // namespace shop
