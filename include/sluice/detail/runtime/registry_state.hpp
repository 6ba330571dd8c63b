// The run-time state of a registry: the settings in force, its modules, its outputs; and the state shared by its
// copies, one in the program and in each library that includes its header. Part of the runtime.
#pragma once

#include "../call/requests.hpp"
#include "../output/log_file.hpp"
#include "../output/sinks.hpp"
#include "../settings/parse.hpp"

namespace sluice::detail {

/// Selects the text to read again later: it has the names of files, in place of their contents.
#if SLUICE_CFG_EXTENDED
#define SLUICE_DETAIL_FOLLOWED(Settings) ((Settings).source.size != 0 ? (Settings).source : (Settings).text).view()
#else
#define SLUICE_DETAIL_FOLLOWED(Settings) (Settings).text.view()
#endif

/// A settings text and its plan.
struct SLUICE_DETAIL_HIDDEN owned_plan {
    owned_text text{};
    SLUICE_DETAIL_EXTENDED_ONLY(owned_text source{};)  // as in settings_layer; replace() moves it there
    directive* directives = nullptr;
    size_t count = 0;

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr plan view() const noexcept { return {directives, count}; }
    SLUICE_DETAIL_COLD void release() noexcept {
        free(directives);
        text.release();
        SLUICE_DETAIL_EXTENDED_ONLY(source.release();)
        *this = {};
    }
};

// Copies of a registry may be compiled by other compilers, or with other versions of sluice. If the layout of anything
// from here to `hub`, of mutex or of owned_text changes, increment hub_version: copies with different versions don't
// find each other.

inline constexpr int hub_version = 4;

// settings_layer and listener, in call/requests.hpp, count too.

/// The part of the shared state that has changed.
enum class change_kind : unsigned char { settings, rank, environment };

struct registry_controls;
struct site_counts;
struct flight_recorder;
struct route;
struct shared_settings;

/// A copy, as the others see it.
struct SLUICE_DETAIL_HIDDEN registry_copy {
    void (*on_change)(registry_copy&, change_kind) noexcept = nullptr;  // with the hub's lock held
    shared_settings* shared = nullptr;                                  // null until the copy is configured
    registry_copy* next = nullptr;                                      // the next copy of the same registry
};

/// The state that a registry's copies in a process share, as long as there are copies, or threads that call listeners.
struct SLUICE_DETAIL_HIDDEN shared_settings {
    mutex listeners_lock{};  // guards the next two; held while listeners are called; a fork doesn't wait for it
    listener* listeners = nullptr;
    listener* next_listener = nullptr;  // the next one to call

    // With the hub's lock held:
    owned_text root{};  // these two names identify the registry
    owned_text variable{};
    shared_settings* next = nullptr;
    registry_copy* copies = nullptr;
    settings_layer base{};
    owned_text defaults{};             // of the program, beneath the environment's
    settings_layer* scopes = nullptr;  // the latest first
    registry_copy* watcher = nullptr;  // the copy that reads files again when they change
    int rank = -1;
    bool environment_is_set = false;  // the variable is set, and overrides the program's settings
    bool override_reported = false;

    unsigned users = 1;  // ordered

    /// Returns the layer in force.
    [[nodiscard]] settings_layer& top() noexcept { return scopes == nullptr ? base : *scopes; }

    // Uses malloc(), because <new> is too expensive for a header in every file; null if memory runs out.
    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t size) noexcept { return malloc(size); }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void* made) noexcept { free(made); }
};

/// The hub of all copies in a process. Lives as long as a program or library has joined it or a thread uses it.
struct SLUICE_DETAIL_HIDDEN hub {
    mutex lock{};  // guards all settings, and stores to gates, of all copies of all registries
    shared_settings* first = nullptr;
    unsigned users = 1;  // ordered

    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t size) noexcept { return malloc(size); }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void* made) noexcept { free(made); }
};

/// The state of a registry, in the storage of its registry_core from the first configuration on.
struct SLUICE_DETAIL_HIDDEN registry_state : registry_copy {
    registry_core& core;

    sink_list sinks{};
    log_file file{};
    output_config* output = &plain_output;  // ordered; stored with the hub's lock held

    // With the hub's lock held:
    output_config* variables = &plain_output;  // as last read; `output` is the same, but during captures
    unsigned captures = 0;                     // testing.hpp
    owned_plan in_force{};  // the settings as resolved with this copy's tables
    module_state* modules = nullptr;
    registry_state* next_local = nullptr;  // of this program or library
    shared_settings own{};                 // used if memory for the shared state runs out
    unsigned listener_count = 0;           // relaxed; stored with the listeners' lock held

#if SLUICE_CFG_EXTENDED
    registry_state* next_noted = nullptr;       // in the list of exit_notes
    registry_controls* all_controls = nullptr;  // with the hub's lock held
    registry_controls* controls = nullptr;      // the same while settings need them; ordered
    site_counts* counts = nullptr;              // of the answer to sites=hits; ordered
#endif
    int rank = -1;  // of this process among others, or -1; relaxed
    bool filter_reported = false;  // that a filter drops records without a context; relaxed

    SLUICE_DETAIL_ACCESSOR explicit registry_state(registry_core& of) noexcept : core(of) {}
    registry_state(registry_state const&) = delete;
    registry_state& operator=(registry_state const&) = delete;

    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t, void* storage) noexcept { return storage; }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void*, void*) noexcept {}
};
static_assert(sizeof(registry_state) <= sizeof(registry_core::storage));

/// Notes if records need more than their gate to be on. Call it when that may have changed, with the hub's lock held.
/// request_reload() notes it too, in a signal handler.
SLUICE_DETAIL_COLD inline void note_checks(registry_state& registry) noexcept {
    bool const checks = load_ordered(registry.output)->trace_ids.size != 0 SLUICE_DETAIL_EXTENDED_ONLY(
                            || load_ordered(registry.controls) != nullptr);
    store_relaxed(registry.core.checks, checks);
    if (load_relaxed(registry.core.reload_requested)) store_relaxed(registry.core.checks, true);
}

/// The configured registries of this program or library; with the hub's lock held. Once listed they stay until it
/// leaves the hub.
SLUICE_DETAIL_HIDDEN inline constinit registry_state* local_registries = nullptr;

// The connection of copies in shared libraries: shared/hub.hpp.

/// Locks the hub of the process. The first call allocates.
SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN hub& enter_hub() noexcept;
SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN void exit_hub(hub& entered) noexcept;
/// Returns the state shared with the registry's copies, found or created; lists the registry as one of this program or
/// library, and reports another of the same name there. With the hub's lock held.
SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN shared_settings& join_copies(hub& entered, registry_state& registry,
                                                                       buffer& messages) noexcept;
/// Returns true if any copy of the registry with these tables, configured or not, has a row of this name, or any
/// registry a variable of this name.
SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN bool is_name_elsewhere(tables const& table, text_view name) noexcept;

SLUICE_DETAIL_COLD inline void release_shared(shared_settings& used) noexcept {
    if (fetch_add_ordered(used.users, ~0u) != 1) return;
    used.base.text.release();
    SLUICE_DETAIL_EXTENDED_ONLY(used.base.source.release();)
    used.defaults.release();
    if (used.root.view().empty()) {  // registry_state::own, which isn't from malloc()
        used.users = 1;
        return;
    }
    used.root.release();
    used.variable.release();
    delete &used;
}

}  // namespace sluice::detail
