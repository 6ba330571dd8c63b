// What a registry knows at run time: its gates, its modules, and the settings in force. The settings flow
// ends here, where a plan becomes thresholds in gates. Knows nothing of records.
#pragma once

#include "../hot/cell.hpp"
#include "../os.hpp"
#include "../settings/resolve.hpp"

namespace sluice::detail {

/// A module's gate and its place in its registry's list, which it joins at its first call.
struct module_state {
    text_view logger;
    cell& gate;
    module_state* next = nullptr;
};

/// A settings text and the plan made of it, in one piece of memory of their own. Freed never but by release(),
/// so that log calls in the last destructors of a program still find their settings.
struct owned_plan {
    char* text = nullptr;
    directive* directives = nullptr;
    size_t count = 0;

    [[nodiscard]] constexpr plan view() const noexcept { return {directives, count}; }
    void release() noexcept {
        free(directives);
        free(text);
        *this = {};
    }
};

/// One a registry and shared library; constant-initialised, never destroyed.
struct registry_state {
    tables const& table;
    cell* gates;    // of the components, then of the artifacts
    mutex guard{};  // over all that follows, and over stores to gates
    bool configured = false;
    owned_plan settings{};
    module_state* modules = nullptr;

    constexpr registry_state(tables const& rows, cell* first_gate) noexcept : table(rows), gates(first_gate) {}

    /// Stores every threshold that the settings make. With the guard held.
    void apply() noexcept {
        plan const now = settings.view();
        for (size_t i = 0; i < table.component_count; ++i)
            gates[i].store(resolve_logger(table.logger_of(table.components[i]), now, table));
        for (size_t i = 0; i < table.artifact_count; ++i)
            gates[table.component_count + i].store(resolve_artifact(i, now, table));
        for (module_state* each = modules; each != nullptr; each = each->next) apply(*each);
    }
    void apply(module_state& each) noexcept { each.gate.store(resolve_logger(each.logger, settings.view(), table)); }

    /// Takes over new settings. With the guard held.
    void replace(owned_plan const& by) noexcept {
        settings.release();
        settings = by;
        apply();
    }
};

/// What a call site says about where it belongs: one constant object a component, artifact or module.
struct source {
    registry_state& registry;
    cell& gate;
    module_state* module;  // null for rows of the tables
    text_view logger;
    text_view artifact;  // empty for components and modules
};

}  // namespace sluice::detail
