// Opens, decodes and checks order files: comma-separated values in UTF-8, one order per line.
#include "reader.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "logs.hpp"

namespace shop {

SLUICE_MODULE(csv, "shop.reader.csv")

namespace {

constexpr std::string_view header = "id,date,customer,country,product,category,quantity,price,status";

/// Splits a line into fields. Returns an error message, or an empty text. A record never spans lines: an unclosed quote
/// invalidates its line, not the rest of the file.
std::string split(std::string_view line, std::vector<std::string>& fields) {
    fields.assign(1, "");
    bool quoted = false;  // inside quotes
    bool closed = false;  // after a field's closing quote
    for (std::size_t i = 0; i < line.size(); ++i) {
        char const c = line[i];
        std::string& field = fields.back();
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f')
            return fmt::format("field {} holds a control character", fields.size());
        if (quoted) {
            closed = c == '"' && !line.substr(i + 1).starts_with('"');
            quoted = !closed;
            if (quoted) field.push_back(c);
            if (quoted && c == '"') ++i;  // a quote inside quotes is written twice
        } else if (c == ',') {
            fields.emplace_back();
            closed = false;
        } else if (closed) {
            return fmt::format("field {} goes on after its closing quote", fields.size());
        } else if (c == '"' && field.empty()) {
            quoted = true;
        } else {
            field.push_back(c);
        }
    }
    return quoted ? fmt::format("field {} has a quote that is never closed", fields.size()) : "";
}

/// Converts fields to an order. Returns an error message, or an empty text.
std::string check(std::vector<std::string> const& fields, row& order) {
    if (fields.size() != file_columns) return fmt::format("{} fields, not {}", fields.size(), file_columns);
    order.clear();
    for (std::size_t i = 0; i < file_columns; ++i) {
        auto const [name, held] = columns[i];
        auto const number = held == kind::text ? std::nullopt : parse_number(fields[i], held);
        if (held != kind::text && !number) return fmt::format("{} is not {}: {}", name, expected(held), fields[i]);
        order.push_back(number ? value{*number, ""} : value{value::nothing, fields[i]});
    }
    order.push_back({order[quantity_column].number * order[price_column].number, ""});
    return "";
}

}  // namespace

table read_orders(std::string const& path) {
    errno = 0;
    std::ifstream file{path, std::ios::binary};
    auto const why = [] { return std::generic_category().message(errno); };
    if (!file) throw std::runtime_error(fmt::format("can't open {}: {}", path, why()));

    table orders;
    std::string line;
    std::vector<std::string> fields;
    row order;
    std::size_t number = 0;
    std::size_t skipped = 0;
    while (std::getline(file, line)) {
        if (++number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);  // a byte order mark
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty() && number > 1) continue;
        std::string problem = split(line, fields);
        SLUICE_DEBUG(csv, "line {}: {} fields", number, fields.size());
        if (number == 1 && join(fields, ",") != header)
            throw std::runtime_error(fmt::format("{} is no order file: its first line should be {}", path, header));
        if (number == 1) continue;
        if (problem.empty()) problem = check(fields, order);
        if (problem.empty()) {
            orders.push_back(order);
        } else {
            ++skipped;
            SLUICE_WARNING(reader, "{}, line {}: skipped: {}", path, number, problem);
        }
    }
    // A directory can be opened like a file; reading it fails.
    if (file.bad()) throw std::runtime_error(fmt::format("can't read {}: {}", path, why()));
    if (number == 0) throw std::runtime_error(fmt::format("{} is empty: its first line should be {}", path, header));
    SLUICE_INFO(reader, "{} orders from {}", orders.size(), path);
    if (skipped > orders.size()) SLUICE_ERROR(reader, "{}: most lines were skipped ({})", path, skipped);
    return orders;
}

}  // namespace shop
