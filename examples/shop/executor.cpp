// Runs a plan: scans and filters, groups, sorts, applies the limit.
#include "executor.hpp"

#include <algorithm>
#include <chrono>
#include <unordered_map>

#include "logs.hpp"

namespace shop {
namespace {

std::string render(row const& order) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < order.size(); ++i) texts.push_back(to_text(order[i], columns[i].holds));
    return join(texts, " | ");
}

class groups {
public:
    explicit groups(query const& wanted) : wanted_(wanted) {
        // Without "group by" there is one group, which may be empty.
        if (!wanted.group_by) find("");
    }

    void add(row const& order) {
        auto const by = wanted_.group_by;
        auto& [count, results] = find(by ? to_text(order[*by], columns[*by].holds) : "");
        ++count;
        for (std::size_t i = 0; i < results.size(); ++i) {
            value const& next = order[wanted_.outputs[i].of];
            value& result = results[i];
            switch (wanted_.outputs[i].apply) {
            case function::count: ++result.number; break;
            case function::sum:
            case function::avg: result.number += next.number; break;
            case function::min: result = count == 1 ? next : std::min(result, next); break;
            case function::none:  // the group's key, the same in all its rows
            case function::max: result = count == 1 ? next : std::max(result, next); break;
            }
        }
    }

    table finish() {
        table made;
        for (auto& [count, results] : all_) {
            for (std::size_t i = 0; i < results.size(); ++i) {
                output const& shown = wanted_.outputs[i];
                if (shown.apply != function::avg) continue;
                // Averages are in hundredths, rounded, for any kind of column.
                long long const sum = results[i].number * (columns[shown.of].holds == kind::money ? 1 : 100);
                results[i].number = count == 0 ? value::nothing : (sum + count / 2) / count;
            }
            made.push_back(std::move(results));
        }
        return made;
    }

private:
    struct group {
        long long count = 0;
        row results;
    };

    group& find(std::string const& key) {
        auto const [found, is_new] = index_.try_emplace(key, all_.size());
        if (!is_new) return all_[found->second];
        group& made = all_.emplace_back();
        for (output const& o : wanted_.outputs)
            made.results.push_back({o.apply == function::min || o.apply == function::max ? value::nothing : 0, ""});
        return made;
    }

    query const& wanted_;
    std::vector<group> all_;  // in the order of their first rows
    std::unordered_map<std::string, std::size_t> index_;
};

/// Sorts the rows. Rows with the same key keep their order.
void sort_rows(table& rows, plan const& chosen) {
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].push_back({static_cast<long long>(i), ""});
    auto const before = [by = *chosen.wanted.order_by, descending = chosen.wanted.descending](row const& a,
                                                                                              row const& b) {
        if (a[by] == b[by]) return a.back() < b.back();
        return (a[by] < b[by]) != descending;
    };
    std::size_t const count = chosen.on_heap ? std::min(*chosen.wanted.limit, rows.size()) : rows.size();
    if (chosen.on_heap)
        std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), rows.end(), before);
    else
        std::sort(rows.begin(), rows.end(), before);
    SLUICE_DEBUG(executor, "put {} of {} rows in order", count, rows.size());
}

}  // namespace

table run_plan(plan const& chosen, table const& orders) {
    auto const start = std::chrono::steady_clock::now();
    query const& wanted = chosen.wanted;
    table rows;
    groups grouped{wanted};
    std::size_t scanned = 0;
    std::vector<std::size_t> passed(chosen.filters.size() + 1);  // rows that passed at least i filters
    for (row const& order : orders) {
        if (!chosen.nothing.empty() || (chosen.stops_at_limit && rows.size() == wanted.limit)) break;
        ++scanned;
        std::size_t tests = 0;
        for (auto const& [test, keeps] : chosen.filters) {
            ++passed[tests];
            if (!test.passes(order[test.of])) break;
            ++tests;
        }
        if (tests < chosen.filters.size()) continue;
        ++passed[tests];
        SLUICE_ARTIFACT(row_dump, "{}", render(order));
        if (wanted.aggregates()) {
            grouped.add(order);
        } else {
            row& made = rows.emplace_back();
            for (output const& shown : wanted.outputs) made.push_back(order[shown.of]);
        }
    }
    for (std::size_t i = 0; i < chosen.filters.size(); ++i)
        SLUICE_DEBUG(executor, "{}: passed by {} of {} rows, {:.0f}% expected", chosen.filters[i].test.text(),
                     passed[i + 1], passed[i], chosen.filters[i].keeps * 100);

    if (wanted.aggregates()) rows = grouped.finish();
    if (wanted.order_by) sort_rows(rows, chosen);
    if (wanted.limit && rows.size() > *wanted.limit) rows.resize(*wanted.limit);
    std::chrono::duration<double, std::micro> const spent = std::chrono::steady_clock::now() - start;
    SLUICE_INFO(executor, "{} of {} rows scanned, {} passed, {} in the answer; {:.0f} us", scanned, orders.size(),
                passed.back(), rows.size(), spent.count());
    return rows;
}

}  // namespace shop
