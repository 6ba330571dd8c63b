// What a program asks of a registry at run time, as declarations: the runtime defines them. Any thread may call each; each
// configures the registry first where nothing has done so.
#pragma once

#include "../base/text.hpp"
#include "site.hpp"

namespace sluice {
struct record;
}

namespace sluice::detail {

struct registry_copy;

/// What a file sink refers to; the runtime knows more of it.
struct file_sink_state {};

// What the copies of a registry share (runtime/registry_state.hpp says what follows from that).

/// Settings that are in force until others are put on top of them or in their place. The first layer holds what the
/// environment or the program set; each scope puts one on top.
struct settings_layer {
    owned_text text{};
    settings_layer* below = nullptr;
    registry_copy* owner = nullptr;  // whose scope it is
};

/// Something to call when settings have changed.
struct listener {
    void (*call)(listener&) noexcept;
    listener* next = nullptr;
    registry_copy* owner = nullptr;
};

/// Something to hand records to.
struct sink {
    bool (*call)(sink&, record const&) noexcept;  // false where it couldn't take the record
    bool replaces_stderr;
    unsigned long long refused = 0;  // records
    sink* next = nullptr;
};

/// What became of settings from code.
struct change_result {
    size_t problem_count = 0;
    bool overridden = false;  // nothing was changed: the environment has settings, and they come first
    owned_text messages{};    // or the tables, where the settings ask for help
};

SLUICE_DETAIL_RUNTIME_BEGIN

/// Writes a message of sluice's own to stderr, in one piece. Locks; waits while a pipe is full.
SLUICE_DETAIL_RUNTIME void write_stderr(text_view text) noexcept;

/// Settings from code, in place of those in force or, where there is a layer, on top of them: all of them or, where one
/// is wrong, none. Locks; allocates; calls listeners.
SLUICE_DETAIL_RUNTIME change_result change_settings(registry_core& registry, text_view settings,
                                                    bool override_environment, settings_layer* layer) noexcept;
/// Takes a layer away again, wherever in the pile it is. Locks; calls listeners.
SLUICE_DETAIL_RUNTIME void remove_layer(registry_core& registry, settings_layer& layer) noexcept;
/// The text of the settings in force; empty where memory runs out. Locks; allocates.
SLUICE_DETAIL_RUNTIME owned_text copy_settings(registry_core& registry) noexcept;
/// Puts back settings that were in force. Locks; allocates; calls listeners.
SLUICE_DETAIL_RUNTIME void restore_settings(registry_core& registry, text_view settings) noexcept;
/// Reads all variables again, and has files opened again. Locks; allocates; calls listeners.
SLUICE_DETAIL_RUNTIME void reload_settings(registry_core& registry) noexcept;
/// The rank goes into log lines, and into the names of files that are opened from now on. Locks; allocates.
SLUICE_DETAIL_RUNTIME void change_rank(registry_core& registry, int rank) noexcept;
SLUICE_DETAIL_RUNTIME void add_listener(registry_core& registry, listener& added) noexcept;
/// Waits for a call that another thread is in.
SLUICE_DETAIL_RUNTIME void remove_listener(registry_core& registry, listener& removed) noexcept;
/// The threshold now of what settings call by this name, or of the logger of this name. Locks.
SLUICE_DETAIL_RUNTIME level level_of_name(registry_core& registry, text_view name) noexcept;

SLUICE_DETAIL_RUNTIME void add_sink(registry_core& registry, sink& added) noexcept;
/// Waits for a call that another thread is in.
SLUICE_DETAIL_RUNTIME void remove_sink(registry_core& registry, sink& removed) noexcept;
SLUICE_DETAIL_RUNTIME void emit_record(channel_info const& channel, level at, record const& from) noexcept;
SLUICE_DETAIL_RUNTIME void lay_out_record(buffer& lines, record const& from, text_view format) noexcept;
/// Returns null where memory runs out.
SLUICE_DETAIL_RUNTIME file_sink_state* make_file_sink(text_view path, text_view format) noexcept;
SLUICE_DETAIL_RUNTIME bool write_to_file_sink(file_sink_state* to, record const& made) noexcept;
SLUICE_DETAIL_RUNTIME void reopen_file_sink(file_sink_state* file) noexcept;
SLUICE_DETAIL_RUNTIME void end_file_sink(file_sink_state* ended) noexcept;

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
