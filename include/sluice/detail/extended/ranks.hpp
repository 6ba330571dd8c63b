// The rank of a process among those that a launcher started.
#pragma once

#include "../runtime/extensions.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED

/// The variables in which launchers tell a process its rank, in the order in which they are looked at: torchrun and others,
/// Open MPI, MPICH and Intel MPI, Slurm.
SLUICE_DETAIL_HIDDEN inline constexpr char const* rank_variables[] = {"RANK", "OMPI_COMM_WORLD_RANK", "PMI_RANK",
                                                                      "SLURM_PROCID"};

SLUICE_DETAIL_MESSAGE inline int launcher_rank() noexcept {
    for (char const* each : rank_variables) {
        char const* const value = environment_variable(each);
        if (value == nullptr) continue;
        text_view const text = trimmed(value);
        unsigned rank = 0;
        if (!text.empty() && read_number(text, rank) == text.size()) return static_cast<int>(rank);
    }
    return -1;
}

#endif

}  // namespace sluice::detail
