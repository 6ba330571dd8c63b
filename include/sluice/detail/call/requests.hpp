// Declarations of a registry's run-time functions, which the runtime defines. Any thread may call each; each configures
// the registry first if necessary.
#pragma once

#include "../base/text.hpp"
#include "site.hpp"

namespace sluice {
struct record;
}

namespace sluice::detail {

struct registry_copy;

/// The state of a file sink; the runtime derives from it.
struct file_sink_state {};

// Types that the copies of a registry share; runtime/registry_state.hpp explains the consequences.

/// A layer of settings; the topmost is in force. The base layer holds the settings of the environment or the program;
/// each scope adds one on top.
struct settings_layer {
    owned_text text{};
    owned_text source{};              // what it was read from, if that names files; their paths are absolute
    unsigned long long reported = 0;  // hash of the last report on these files
    settings_layer* below = nullptr;
    registry_copy* owner = nullptr;  // the copy that created the scope
};

/// A function to call when settings have changed.
struct listener {
    void (*call)(listener&) noexcept;
    listener* next = nullptr;
    registry_copy* owner = nullptr;
};

/// A receiver of records.
struct sink {
    bool (*call)(sink&, record const&) noexcept;  // returns false if it refuses the record
    bool replaces_stderr;
    unsigned long long refused = 0;  // records
    sink* next = nullptr;
};

/// The result of changing settings from code.
struct change_result {
    size_t problem_count = 0;
    bool overridden = false;  // nothing was changed: the environment's settings take precedence
    owned_text messages{};    // or the tables, if the settings request help
};

SLUICE_DETAIL_RUNTIME_BEGIN

/// Writes a message of sluice's own to stderr, in one piece. Locks; waits while a pipe is full.
SLUICE_DETAIL_RUNTIME void write_stderr(text_view text) noexcept;

/// Replaces the settings in force or, if there is a layer, adds it on top: all settings or, if there is any mistake,
/// none. Locks; allocates; calls listeners.
SLUICE_DETAIL_RUNTIME change_result change_settings(registry_core& registry, text_view settings,
                                                    bool override_environment, settings_layer* layer) noexcept;
/// Sets the settings beneath the environment's: all of them or, if one is wrong, none. Locks; allocates; calls listeners.
SLUICE_DETAIL_RUNTIME change_result change_defaults(registry_core& registry, text_view settings) noexcept;
/// Removes a layer, at any position. Locks; calls listeners.
SLUICE_DETAIL_RUNTIME void remove_layer(registry_core& registry, settings_layer& layer) noexcept;
/// Returns the text of the settings in force; empty if memory runs out. Locks; allocates.
SLUICE_DETAIL_RUNTIME owned_text copy_settings(registry_core& registry) noexcept;
/// Restores settings that were in force. Locks; allocates; calls listeners.
SLUICE_DETAIL_RUNTIME void restore_settings(registry_core& registry, text_view settings) noexcept;
/// Reads all variables again, and makes files be opened again. Locks; allocates; calls listeners.
SLUICE_DETAIL_RUNTIME void reload_settings(registry_core& registry) noexcept;
/// Sets the rank for log lines, and for the names of files that are opened from now on. Locks; allocates.
SLUICE_DETAIL_RUNTIME void change_rank(registry_core& registry, int rank) noexcept;
/// Begins or ends to ignore the variables other than the registry's own: no file, no filter, the default format. Locks.
SLUICE_DETAIL_RUNTIME void ignore_outputs(registry_core& registry, bool begin) noexcept;
SLUICE_DETAIL_RUNTIME void add_listener(registry_core& registry, listener& added) noexcept;
/// Waits for a call in progress in another thread.
SLUICE_DETAIL_RUNTIME void remove_listener(registry_core& registry, listener& removed) noexcept;
/// Returns the current threshold of the row or the logger of this name. Locks.
SLUICE_DETAIL_RUNTIME level level_of_name(registry_core& registry, text_view name) noexcept;

/// Writes what the registry's flight recorders keep. Locks.
SLUICE_DETAIL_RUNTIME void dump_recorders(registry_core& registry) noexcept;
/// Writes what all flight recorders keep to an open file. Async-signal-safe.
SLUICE_DETAIL_RUNTIME void dump_recorders(int descriptor) noexcept;

/// Returns the explanation of a name; empty if memory runs out. Only SLUICE_CFG_EXTENDED compiles it. Locks; allocates.
SLUICE_DETAIL_RUNTIME owned_text explain_name(registry_core& registry, text_view name) noexcept;

SLUICE_DETAIL_RUNTIME void add_sink(registry_core& registry, sink& added) noexcept;
/// Waits for a call in progress in another thread.
SLUICE_DETAIL_RUNTIME void remove_sink(registry_core& registry, sink& removed) noexcept;
SLUICE_DETAIL_RUNTIME void emit_record(channel_info const& channel, level at, record const& from) noexcept;
SLUICE_DETAIL_RUNTIME void lay_out_record(buffer& lines, record const& from, text_view format) noexcept;
/// Returns null if memory runs out.
SLUICE_DETAIL_RUNTIME file_sink_state* make_file_sink(text_view path, text_view format) noexcept;
SLUICE_DETAIL_RUNTIME bool write_to_file_sink(file_sink_state* to, record const& made) noexcept;
SLUICE_DETAIL_RUNTIME void reopen_file_sink(file_sink_state* file) noexcept;
SLUICE_DETAIL_RUNTIME void end_file_sink(file_sink_state* ended) noexcept;

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
