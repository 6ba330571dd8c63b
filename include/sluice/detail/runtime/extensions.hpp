// Calls from the runtime into the features that only SLUICE_CFG_EXTENDED compiles; detail/extended defines them.
#pragma once

#include "../output/variables.hpp"
#include "../settings/resolve.hpp"
#include "registry_state.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED

/// Returns the rank that the program's launcher has told it, or -1.
[[nodiscard]] SLUICE_DETAIL_HIDDEN int launcher_rank() noexcept;

// With the hub's lock held: begin_controls() and end_controls() stand around the thresholds of all channels. The others
// return the threshold of a channel's gate by the settings in force.
SLUICE_DETAIL_HIDDEN void begin_controls(registry_state& registry, plan const& settings) noexcept;
[[nodiscard]] SLUICE_DETAIL_HIDDEN level row_threshold(registry_state& registry, size_t row) noexcept;
[[nodiscard]] SLUICE_DETAIL_HIDDEN level module_threshold(registry_state& registry, module_state& of) noexcept;
SLUICE_DETAIL_HIDDEN void end_controls(registry_state& registry) noexcept;
/// Makes the files of routes be opened again. With the hub's lock held.
SLUICE_DETAIL_HIDDEN void reopen_routes(registry_state& registry) noexcept;

[[nodiscard]] SLUICE_DETAIL_HIDDEN bool is_wanted_by(registry_controls& controls, channel_info const& channel, level at,
                                                          char const* file) noexcept;
/// As write_record(), for a registry whose settings have controls.
SLUICE_DETAIL_HIDDEN void write_controlled(channel_info const& channel, record& made, buffer& text,
                                           bool to_sinks) noexcept;

/// Returns false if the gate is open only for other records.
[[nodiscard]] SLUICE_DETAIL_ALWAYS_INLINE bool is_wanted(channel_info const& channel, level at, char const* file) noexcept {
    registry_controls* const controls = load_ordered(channel.registry.state->controls);
    return controls == nullptr || is_wanted_by(*controls, channel, at, file);
}

/// Counts a record of a call.
SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN void count_record(site_counts& counts, site const& at) noexcept;

/// Appends the answer to each word in a text, the last of which is known. With the hub's lock held.
SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN void append_answers(buffer& out, registry_state const& registry,
                                                              text_view text, request last) noexcept;

/// Prepares notes, for the end of the program, about directives in the variable that had no effect, and the count of
/// records. With the hub's lock held.
SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN void note_at_exit(registry_state& registry) noexcept;

/// For debuggers; configure() refers to it, so that programs that log contain it.
extern "C" SLUICE_DETAIL_HIDDEN char const* sluice_set(char const* variable, char const* settings) noexcept;

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
/// Reads the files of settings from code again, at a reload. With the hub's lock held.
SLUICE_DETAIL_HIDDEN void refresh_layers(registry_state& registry, buffer& messages) noexcept;
/// Returns true if the copy followed files for the others: one of them takes over when it is notified. With the hub's
/// lock held.
[[nodiscard]] SLUICE_DETAIL_HIDDEN bool stop_following(registry_state& registry) noexcept;
/// In a forked child: opens the registry's gates if its settings come from files, so that the next call resumes.
SLUICE_DETAIL_HIDDEN void leave_files_to_first_call(registry_state& registry) noexcept;
/// Follows the files of the parent's settings, in a forked child; otherwise does nothing. With the hub's lock held.
SLUICE_DETAIL_HIDDEN void resume_files() noexcept;

#endif

}  // namespace sluice::detail
