// shop answers queries over a file of orders. This file has the command line and the steps: parse, read, plan, run. The
// answer goes to stdout; errors and logs go to stderr.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "executor.hpp"
#include "logs.hpp"
#include "reader.hpp"

#ifndef SHOP_ORDERS
#define SHOP_ORDERS "examples/shop/orders.csv"
#endif

namespace shop {
namespace {

// Exit codes.
constexpr int done = 0;
constexpr int failed = 1;  // can't read the file or write the answer
constexpr int usage_error = 2;

constexpr std::string_view usage = R"(usage: shop [--file PATH] QUERY

QUERY, usually one argument in double quotes, is
  select COLUMNS [from orders] [where CONDITION [and CONDITION ...]] [group by COLUMN]
      [order by COLUMN [desc]] [limit N]

  COLUMNS    id, date, customer, country, product, category, quantity, price, status,
             total (quantity times price); * for all; count(*), sum(C), min(C), max(C), avg(C)
  CONDITION  a column, one of = != < <= > >=, and a number or a 'text' ('2024-06-30' for a date)

  --file PATH  read orders from PATH (default: the orders that come with shop)
  --help       print this text

SHOP_LOGS selects what is logged to stderr; SHOP_LOGS=help lists the choices:
  SHOP_LOGS="+planner,plan_tree" shop "select country, sum(total) group by country"
)";

int report_misuse(std::string const& message) {
    fmt::print(stderr, "shop: {}\nshop: try shop --help\n", message);
    return usage_error;
}

int show(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return done;
    fmt::print(stderr, "shop: can't write the answer\n");
    return failed;
}

int answer(std::string const& path, std::string_view text) try {
    query wanted = parse_query(text);
    std::vector<std::string> names;
    for (output const& o : wanted.outputs) names.push_back(o.name());
    std::vector<column> heads;
    for (std::size_t i = 0; i < wanted.shown; ++i) heads.push_back({names[i], wanted.outputs[i].holds()});
    table const orders = read_orders(path);
    return show(lay_out(heads, run_plan(make_plan(std::move(wanted), orders), orders)));
} catch (query_error const& error) {
    std::string const mark(std::max<std::size_t>(width_of(text.substr(error.at, error.length)), 1) - 1, '~');
    fmt::print(stderr, "shop: {}\n  {}\n  {:{}}^{}\n", error.message, text, "", width_of(text.substr(0, error.at)),
               mark);
    return usage_error;
} catch (std::runtime_error const& error) {
    fmt::print(stderr, "shop: {}\n", error.what());
    return failed;
}

int run(std::vector<std::string> const& arguments) {
    // The first log call reads SHOP_LOGS. It is here so that SHOP_LOGS=help works without a query.
    SLUICE_DEBUG(planner, "asked: {}", join(arguments, " "));
    std::string path = SHOP_ORDERS;
    std::string text;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--help") return show(usage);
        if (arguments[i] == "--file") {
            if (++i == arguments.size()) return report_misuse("--file needs a path");
            path = arguments[i];
        } else if (arguments[i].starts_with("--")) {
            return report_misuse("unknown option " + arguments[i]);
        } else {
            text += (text.empty() ? "" : " ") + arguments[i];
        }
    }
    // Joins the lines of a query, so that a place in it can be marked.
    for (char& c : text)
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    return text.empty() ? report_misuse("the query is missing") : answer(path, text);
}

}  // namespace
}  // namespace shop

int main(int argc, char** argv) {
    shop::logs.start();  // prints help and mistakes in settings, even if nothing is logged
    return shop::run({argv + std::min(argc, 1), argv + argc});
}
