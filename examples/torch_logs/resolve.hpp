// Prints the effect of a setting on every logger and artifact of torch: applies it with torch::logs.set(), overriding
// TORCH_LOGS, and reads thresholds with torch::logs.level_of().
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "logs.hpp"

namespace torch_logs {

/// Loggers to print in addition to those of the tables.
inline constexpr std::string_view other_loggers[] = {"torch._dynamo.output_graph",
                                                     "torch._dynamo.variables.builder",
                                                     "torch._inductor.scheduler",
                                                     "torch.nn",
                                                     "torch.distributed.fsdp.wrap",
                                                     "torch.distributed.elastic.agent",
                                                     "my.own.module",
                                                     "my.own",
                                                     "other.pkg.sub",
                                                     "torch.fx.experimental.symbolic_shapes.deep",
                                                     "torch._dynamox",
                                                     "torch.onnx.verify.x"};

inline std::string_view view(sluice::text_view text) { return {text.data(), text.size()}; }

/// Adds the dotted names in a valid setting.
inline void add_named_loggers(std::string_view setting, std::set<std::string>& to) {
    constexpr std::string_view space_and_sign = " \t\n\r\f\v+-";
    while (!setting.empty()) {
        std::size_t const comma = setting.find(',');
        std::string_view name = setting.substr(0, comma);
        name.remove_prefix(std::min(name.find_first_not_of(space_and_sign), name.size()));
        name = name.substr(0, name.find('='));
        name = name.substr(0, name.find_last_not_of(space_and_sign) + 1);
        if (name.find('.') != name.npos) to.emplace(name);
        setting.remove_prefix(comma == setting.npos ? setting.size() : comma + 1);
    }
}

/// Returns three columns, separated by tabs: "ok", "help" or "error"; `logger=threshold` for each logger whose
/// threshold is not warning; `artifact=threshold` for each artifact that the setting changes. The setting stays in
/// force and overrides the environment.
inline std::string resolve(std::string_view setting) {
    sluice::set_result const result = torch::logs.set(setting, sluice::override_environment);
    if (!result) return "error\t\t";
    if (setting == "help" || setting == "+help") return "help\t" + std::string(setting) + "\t";

    auto const& tables = torch::logs.tables();
    std::set<std::string> loggers(std::begin(other_loggers), std::end(other_loggers));
    for (std::size_t i = 0; i < tables.component_count; ++i) {
        auto const& row = tables.components[i];
        for (std::size_t j = 0; j < row.logger_count; ++j) loggers.emplace(view(tables.loggers[row.first_logger + j]));
    }
    add_named_loggers(setting, loggers);

    std::string columns = "ok\t";
    char const* separator = "";
    auto const add = [&](std::string_view name, sluice::level threshold) {
        columns += separator;
        columns += name;
        columns += '=' + std::to_string(static_cast<int>(threshold));
        separator = " ";
    };
    for (std::string const& logger : loggers)
        if (sluice::level const now = torch::logs.level_of(logger); now != sluice::warning) add(logger, now);
    columns += '\t';
    separator = "";
    for (std::size_t i = 0; i < tables.artifact_count; ++i) {
        auto const& row = tables.artifacts[i];
        sluice::level const now = torch::logs.level_of(row.name);
        if (now != (row.off_by_default ? sluice::off : sluice::warning)) add(view(row.name), now);
    }
    return columns;
}

}  // namespace torch_logs
