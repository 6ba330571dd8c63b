// A function that debuggers call, to change the settings of a program that runs. Part of the runtime; only
// SLUICE_CFG_EXTENDED compiles it.
#pragma once

#include "../runtime/change.hpp"

namespace sluice::detail {

/// Sets an environment variable, such as "SHOP_LOGS", and has the registry that it belongs to read it, in this program
/// or library. Returns what it did. For debuggers: call (char*)sluice_set("SHOP_LOGS", "+net"). Allocates; locks.
extern "C" SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN inline char const* sluice_set(char const* variable,
                                                                                   char const* settings) noexcept {
    if (reentrancy_guard::is_held()) return "this thread is within a log call: try another thread, or later";
    registry_core* found = nullptr;
    {
        hub& entered = enter_hub();
        for (registry_state* each = local_registries; each != nullptr; each = each->next_local)
            if (each->core.table.environment == variable) found = &each->core;
        exit_hub(entered);
    }
    if (found == nullptr) return "no registry that has been used reads this variable";
    set_variable(variable, settings);
    reload_settings(*found);
    return "done; mistakes are on standard error";
}

}  // namespace sluice::detail
