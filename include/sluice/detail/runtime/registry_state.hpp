// What a registry knows at run time: the settings in force, its modules, its outputs; and what its copies share, one in
// the program and in each library that includes its header. Part of the runtime.
#pragma once

#include "../call/requests.hpp"
#include "../output/log_file.hpp"
#include "../output/sinks.hpp"
#include "../settings/parse.hpp"

namespace sluice::detail {

/// A settings text and the plan made of it.
struct SLUICE_DETAIL_HIDDEN owned_plan {
    owned_text text{};
    directive* directives = nullptr;
    size_t count = 0;

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr plan view() const noexcept { return {directives, count}; }
    SLUICE_DETAIL_COLD void release() noexcept {
        free(directives);
        text.release();
        *this = {};
    }
};

// Copies of a registry may be compiled by other compilers, or with other versions of sluice. When the layout changes of
// anything from here to `hub`, or of mutex or owned_text, hub_version gets the next number: copies with other numbers
// don't find each other.

inline constexpr int hub_version = 2;

// settings_layer and listener, in call/requests.hpp, are among them.

/// What has changed of the things that all copies share.
enum class change_kind : unsigned char { settings, rank, environment };

struct shared_settings;

/// A copy, as the others know it.
struct SLUICE_DETAIL_HIDDEN registry_copy {
    void (*on_change)(registry_copy&, change_kind) noexcept = nullptr;  // with the hub's lock held
    shared_settings* shared = nullptr;                                  // null until the copy is configured
    registry_copy* next = nullptr;                                      // copy of the same registry
};

/// One a registry and process; as long as there are copies of it, or threads that call its listeners.
struct SLUICE_DETAIL_HIDDEN shared_settings {
    mutex listeners_lock{};  // over the two that follow, and while listeners are called; a fork doesn't wait for it
    listener* listeners = nullptr;
    listener* next_listener = nullptr;  // to be called

    // With the hub's lock held:
    owned_text root{};  // the names by which copies know that they are of one registry
    owned_text variable{};
    shared_settings* next = nullptr;
    registry_copy* copies = nullptr;
    settings_layer base{};
    settings_layer* scopes = nullptr;  // the latest first
    int rank = -1;
    bool environment_is_set = false;  // the variable: the program's settings are overridden
    bool told_so = false;

    unsigned users = 1;  // ordered

    /// What is in force.
    [[nodiscard]] settings_layer& top() noexcept { return scopes == nullptr ? base : *scopes; }

    // From malloc(), as a header in every file has no room for <new>; null where memory runs out.
    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t size) noexcept { return malloc(size); }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void* made) noexcept { free(made); }
};

/// Where copies meet: one a process, as long as a program or library has joined it or a thread uses it.
struct SLUICE_DETAIL_HIDDEN hub {
    mutex lock{};  // over all settings, and over stores to gates, of all copies of all registries
    shared_settings* first = nullptr;
    unsigned users = 1;  // ordered

    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t size) noexcept { return malloc(size); }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void* made) noexcept { free(made); }
};

/// In the storage of a registry_core from the first configuration on.
struct SLUICE_DETAIL_HIDDEN registry_state : registry_copy {
    registry_core& core;

    sink_list sinks{};
    log_file file{};
    output_config* output = &plain_output;  // ordered; stored with the hub's lock held

    // With the hub's lock held:
    owned_plan in_force{};  // what this copy's tables make of the settings
    module_state* modules = nullptr;
    registry_state* next_local = nullptr;  // of this program or library
    shared_settings own{};                 // in place of those in the hub where memory runs out
    unsigned listener_count = 0;           // relaxed; with the listeners' lock held

    int rank = -1;  // of this process among others, or -1; relaxed

    SLUICE_DETAIL_ACCESSOR explicit registry_state(registry_core& of) noexcept : core(of) {}
    registry_state(registry_state const&) = delete;
    registry_state& operator=(registry_state const&) = delete;

    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t, void* storage) noexcept { return storage; }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void*, void*) noexcept {}
};
static_assert(sizeof(registry_state) <= sizeof(registry_core::storage));

// What lets copies in shared libraries meet: shared/hub.hpp.

/// Locks the hub of the process. Allocates for the first.
SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN hub& enter_hub() noexcept;
SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN void exit_hub(hub& entered) noexcept;
/// What the registry shares with its copies, found or made; lists the registry as one of this program or library, and
/// says where that has another of the same name. In the hub.
SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN shared_settings& join_copies(hub& entered, registry_state& registry,
                                                                       buffer& messages) noexcept;
/// Whether a copy of the registry of these tables has a row of this name, whether or not it is configured yet.
SLUICE_DETAIL_SELDOM SLUICE_DETAIL_HIDDEN bool is_name_elsewhere(tables const& table, text_view name) noexcept;

SLUICE_DETAIL_COLD inline void release_shared(shared_settings& used) noexcept {
    if (fetch_add_ordered(used.users, ~0u) != 1) return;
    used.base.text.release();
    if (used.root.view().empty()) {  // in place of those that memory ran out for
        used.users = 1;
        return;
    }
    used.root.release();
    used.variable.release();
    delete &used;
}

}  // namespace sluice::detail
