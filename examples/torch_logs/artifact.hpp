// Logs an artifact, and writes it to the structured trace, as PyTorch does for many of its own: tlparse shows a record
// "artifact" as a page of its own.
#pragma once

#include <fmt/core.h>
#include <sluice/trace.hpp>

#include "logs.hpp"

/// TORCH_ARTIFACT(graph, "{}", text) logs torch::graph if it is on, and traces it if there is a trace.
#define TORCH_ARTIFACT(ARTIFACT, ...)                                                                             \
    do {                                                                                                          \
        SLUICE_ARTIFACT(torch::ARTIFACT, __VA_ARGS__);                                                            \
        SLUICE_TRACE(torch::logs, "artifact", sluice::json_object({{"name", #ARTIFACT}, {"encoding", "string"}}), \
                     fmt::format(__VA_ARGS__));                                                                   \
    } while (false)
