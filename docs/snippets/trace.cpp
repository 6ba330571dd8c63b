// Writes a structured trace.
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>
#include <string>
#include <vector>

SLUICE_REGISTRY(store, "STORE_LOGS",
    (planner, "How a query will be run"),
    (plan_tree, planner, "The chosen plan, one line per node"))

struct plan {
    std::vector<int> rows;  // of each node
    double cost;
    std::string text;
};

static sluice::json describe(plan const& chosen) {
    sluice::json_object made({{"cost", chosen.cost}, {"rows", sluice::json_array(chosen.rows)}});
    if (chosen.rows.size() > 1) made.add("joins", sluice::json_object({{"hash", 1}, {"loop", nullptr}}));
    return made;
}

int main() {
    plan const chosen{{2, 200}, 1.5, "Limit 2\n`- Scan (200 rows)"};
    sluice::context const where("[0/1]");
    SLUICE_TRACE(store::logs, "query", sluice::json_object({{"text", "a \"b\""}, {"ids", sluice::json_array({1, 7})}}));
    SLUICE_TRACE(store::logs, "plan", describe(chosen), chosen.text);
    for (int line : {12, 40})
        SLUICE_TRACE(store::logs, "frame",
                     sluice::json_object({{"filename", sluice::intern(store::logs, "query.sql")}, {"line", line}}));
}
