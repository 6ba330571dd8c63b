// Chooses plans. Estimates affect only the speed of a query, never its answer.
#include "planner.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "logs.hpp"

namespace shop {
namespace {

constexpr std::size_t sample_size = 64;

/// Returns true if no value passes both conditions.
bool exclude(condition const& a, condition const& b) {
    if (a.of != b.of || a.against > b.against) return false;
    if (a.against == b.against) return (a.accepts & b.accepts) == 0;
    return (a.accepts & condition::more) == 0 && (b.accepts & condition::less) == 0;
}

std::string find_contradiction(query const& wanted) {
    if (wanted.limit == 0u) return "limit 0";
    for (condition const& a : wanted.conditions)
        for (condition const& b : wanted.conditions)
            if (exclude(a, b)) return fmt::format("{} and {} exclude each other", a.text(), b.text());
    return "";
}

/// Returns the cost of a filter per rejected row. Comparing texts costs about three times as much as numbers.
double cost_of(filter const& f) { return (columns[f.test.of].holds == kind::text ? 3 : 1) / (1 - f.keeps); }

void order_filters(plan& made, table const& sample) {
    for (filter& f : made.filters) {
        auto const passed =
            std::count_if(sample.begin(), sample.end(), [&](row const& r) { return f.test.passes(r[f.test.of]); });
        // Adds half a row on either side, as none in the sample doesn't mean none in the table.
        f.keeps = (static_cast<double>(passed) + 0.5) / (static_cast<double>(sample.size()) + 1);
        made.passing *= f.keeps;
        SLUICE_DEBUG(planner, "{} keeps {} of {} sampled rows", f.test.text(), passed, sample.size());
    }
    auto const cheaper = [](filter const& a, filter const& b) { return cost_of(a) < cost_of(b); };
    if (std::is_sorted(made.filters.begin(), made.filters.end(), cheaper)) return;
    std::sort(made.filters.begin(), made.filters.end(), cheaper);
    SLUICE_INFO(planner, "{} goes first: it rejects most for what it costs", made.filters[0].test.text());
}

/// Formats a plan as a tree, one node per line, each with its input below it.
std::string render(plan const& chosen) {
    auto const& [outputs, shown, conditions, group_by, order_by, descending, limit] = chosen.wanted;
    std::string tree;
    int depth = 0;
    auto const node = [&](std::string const& text) {
        tree += fmt::format("{:>{}}{}\n", depth > 0 ? "`- " : "", depth * 3, text);
        ++depth;
    };
    std::vector<std::string> names;
    for (output const& o : outputs) names.push_back(o.name());
    std::vector<std::string> tests;
    for (auto const& [test, keeps] : chosen.filters)
        tests.push_back(fmt::format("{} [{:.0f}%]", test.text(), keeps * 100));

    if (limit) node(fmt::format("Limit {}{}", *limit, chosen.stops_at_limit ? ", ends the scan" : ""));
    if (order_by)
        node(fmt::format("{} by {}{}", chosen.on_heap ? "Top-N heap" : "Sort", names[*order_by],
                         descending ? " desc" : ""));
    std::string const kept = fmt::format("{} (~{:.0f} rows)", join(names, ", "), chosen.results);
    if (group_by)
        node(fmt::format("Hash aggregate by {}: {}", columns[*group_by].name, kept));
    else
        node((chosen.wanted.aggregates() ? "Aggregate: " : "Project: ") + kept);
    if (!tests.empty()) node(fmt::format("Filter: {} (~{:.0f} rows)", join(tests, ", then "), chosen.passing));
    node(chosen.nothing.empty() ? fmt::format("Scan ({} rows)", chosen.orders) : "Nothing: " + chosen.nothing);
    return tree;
}

}  // namespace

plan make_plan(query wanted, table const& orders) {
    plan made;
    made.wanted = std::move(wanted);
    auto const& [outputs, shown, conditions, group_by, order_by, descending, limit] = made.wanted;
    made.orders = orders.size();
    made.nothing = find_contradiction(made.wanted);
    if (!made.nothing.empty())
        SLUICE_INFO(planner, "no scan: {}", made.nothing);
    else
        for (condition const& test : conditions) made.filters.push_back({test});

    table sample;
    for (std::size_t i = 0; i < orders.size(); i += orders.size() / sample_size + 1) sample.push_back(orders[i]);
    made.passing = made.nothing.empty() ? static_cast<double>(orders.size()) : 0;
    order_filters(made, sample);

    made.results = made.wanted.aggregates() ? 1 : made.passing;
    if (group_by) {
        std::vector<value> keys;
        for (row const& r : sample) keys.push_back(r[*group_by]);
        std::sort(keys.begin(), keys.end());
        made.results = static_cast<double>(std::unique(keys.begin(), keys.end()) - keys.begin());
        made.results = std::min(made.results, made.passing);
        SLUICE_INFO(planner, "hash aggregate by {}: ~{:.0f} groups", columns[*group_by].name, made.results);
    }
    made.stops_at_limit = limit && !order_by && !made.wanted.aggregates();
    if (made.stops_at_limit) SLUICE_INFO(planner, "the scan ends when {} rows have passed", *limit);
    // A heap of nearly all rows would be slower than sorting them.
    made.on_heap = limit && order_by && static_cast<double>(*limit) < made.results / 2;
    if (order_by) SLUICE_INFO(planner, "{} for ~{:.0f} rows", made.on_heap ? "top-N heap" : "full sort", made.results);
    SLUICE_ARTIFACT(plan_tree, "{}", render(made));
    return made;
}

}  // namespace shop
