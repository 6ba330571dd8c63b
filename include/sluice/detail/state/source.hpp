// The constant objects of a registry and of each of its names, and the step from one to the other.
#pragma once

#include "../hot/gate.hpp"
#include "registry_state.hpp"

namespace sluice::detail {

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

}  // namespace sluice::detail
