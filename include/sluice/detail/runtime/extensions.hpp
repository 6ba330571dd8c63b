// Functions of the features that only SLUICE_CFG_EXTENDED compiles, which the runtime calls; detail/extended defines
// them.
#pragma once

#include "registry_state.hpp"

#if SLUICE_CFG_EXTENDED

namespace sluice::detail {

struct SLUICE_DETAIL_HIDDEN parsed_settings;

// Settings from files: extended/settings_file.hpp and watch.hpp.

/// Returns true if a directive names a file of settings.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE bool names_file(text_view directive) noexcept {
    return directive.starts_with("@");
}

/// Returns false if no directive of the text names a file of settings.
[[nodiscard]] SLUICE_DETAIL_HIDDEN bool may_name_file(text_view text) noexcept;
/// Reads settings in which directives name files. `again` is set if the files have been read before, and the text is
/// what the first reading made of it: then only mistakes in files are reported. With the hub's lock held.
[[nodiscard]] SLUICE_DETAIL_HIDDEN parsed_settings read_with_files(text_view text, text_view origin,
                                                                   registry_core const& core, buffer* messages,
                                                                   bool again) noexcept;
/// Returns true, after a message, if the layer's files have mistakes, and it keeps its settings. Then releases those
/// that were read.
[[nodiscard]] SLUICE_DETAIL_HIDDEN bool keeps_bad_files(settings_layer& layer, parsed_settings& read, text_view origin,
                                                        buffer& messages) noexcept;
/// Starts, informs or ends the thread that waits for changes of files, after a change of settings. With the hub's lock
/// held.
SLUICE_DETAIL_HIDDEN void follow_files(registry_state& registry) noexcept;
/// Returns true if the copy followed files for the others: one of them takes over when it is notified. With the hub's
/// lock held.
[[nodiscard]] SLUICE_DETAIL_HIDDEN bool stop_following(registry_state& registry) noexcept;
/// In a forked child: opens the registry's gates if its settings come from files, so that the next call resumes.
SLUICE_DETAIL_HIDDEN void leave_files_to_first_call(registry_state& registry) noexcept;
/// Follows the files of the parent's settings, in a forked child; otherwise does nothing. With the hub's lock held.
SLUICE_DETAIL_HIDDEN void resume_files() noexcept;

}  // namespace sluice::detail
#endif
