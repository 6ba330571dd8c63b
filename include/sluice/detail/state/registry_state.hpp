// What a registry knows at run time: its gates, its modules, and the settings in force; and, as declarations, what
// can be asked of it. Every file that logs includes this; what the functions do is in environment.hpp.
#pragma once

#include "../hot/gate.hpp"
#include "../os.hpp"
#include "../settings/plan.hpp"

namespace sluice::detail {

class buffer;

/// A module's gate and its place in its registry's list, which it joins at its first call.
struct module_state {
    text_view logger;
    cell& gate;
    module_state* next = nullptr;
};

/// A settings text and the plan made of it, in memory of their own. Freed by release() only, so that log calls in
/// the last destructors of a program still find their settings.
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
};

/// What a call site says about where it belongs: one constant object a component, artifact or module.
struct source {
    registry_state& registry;
    cell& gate;
    module_state* module;  // null for rows of the tables
    text_view logger;
    text_view artifact;  // empty for components and modules
};

template <class Rows>
SLUICE_DETAIL_HIDDEN inline constinit registry_state state_of{tables_of<Rows>, gates_of<Rows>};

template <class Gate>
inline constexpr module_state* module_state_of = nullptr;
template <class Name>
SLUICE_DETAIL_HIDDEN inline constinit module_state listed_module{Name::logger, module_gate<Name>};
template <class Name>
inline constexpr module_state* module_state_of<module<Name>> = &listed_module<Name>;

template <class Gate>
SLUICE_DETAIL_HIDDEN inline constexpr source source_of{state_of<typename Gate::rows>, Gate::gate(),
                                                       module_state_of<Gate>, Gate::logger(), Gate::artifact_name};

SLUICE_DETAIL_RUNTIME_BEGIN

/// Makes sure that the gate holds a threshold: configures its registry, and lists its module. Any thread; locks
/// only where there is something to do.
SLUICE_DETAIL_RUNTIME void make_ready(source const& from) noexcept;

/// The second test, of a gate that let a call through perhaps only because nothing had configured it.
SLUICE_DETAIL_RUNTIME bool passes_when_ready(source const& from, level at) noexcept;

/// Settings from code: all of them or, where one is wrong, none. Returns the number of problems; their messages,
/// or the tables where the settings ask for help, go to `said`. Any thread; locks; allocates.
SLUICE_DETAIL_RUNTIME size_t change_settings(registry_state& registry, text_view settings, buffer& said) noexcept;

/// The threshold now of what settings call by this name, or of the logger of this name. Any thread; locks.
SLUICE_DETAIL_RUNTIME level level_of_name(registry_state& registry, text_view name) noexcept;

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
