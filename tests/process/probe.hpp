#pragma once

#include <sluice/sluice.hpp>

SLUICE_REGISTRY(probe, "PROBE_LOGS",
    (reader,  "Reads")
    (planner, "Plans")
    (early,   "Logs outside main"),
    (plan_tree, planner, "A plan")
    (figures,   planner, "Figures of a plan", off_by_default, hidden, format("<%(artifact)s> %(message)s"))
    (row_dump,  reader,  "Rows", off_by_default)
    (summary,   planner, "What a query cost", at(info), hidden))

namespace probe {
SLUICE_MODULE(csv, "probe.reader.csv")
}

void from_another_file();
