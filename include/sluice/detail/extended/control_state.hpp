// The state of controls: of what directives say of records besides a threshold.
#pragma once

#include "../../record.hpp"
#include "../runtime/emit.hpp"
#include "routes.hpp"

namespace sluice::detail {

#if SLUICE_CFG_EXTENDED

/// The modifiers of a directive for one name, with their state. Guarded by the lock of its registry's controls.
struct SLUICE_DETAIL_HIDDEN control {
    owned_text name{};  // that the directive was written for, or that its pattern matched
    owned_text path{};  // of the route
    owned_text file{};  // of the first record held back, and its line
    unsigned line = 0;
    modifiers more{};   // views `path`
    route* to = nullptr;
    unsigned long long used = 0;       // of the budget
    unsigned long long held_back = 0;  // records since the last note
    unsigned long long began = 0;      // the budget's second, by the monotonic clock, in nanoseconds
    bool refused = false;              // its route, in a program with more rights than its user
    bool told = false;                 // that further records are held back
    channel_info const* last = nullptr;  // of the last record held back, and its level
    level last_level = level::off;
    unsigned generation = 0;  // of the settings that it is from
    control* next = nullptr;

    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t size) noexcept { return malloc(size); }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void* made) noexcept { free(made); }
    SLUICE_DETAIL_MESSAGE void release() noexcept {
        name.release();
        path.release();
        file.release();
        delete this;
    }
};

/// The control of a channel.
struct SLUICE_DETAIL_HIDDEN channel_control {
    control* by = nullptr;              // guarded
    bool has_control = false;           // relaxed
    bool follows_files = true;          // source files may change its threshold; relaxed
    unsigned char threshold = static_cast<unsigned char>(level::warning);  // where files don't; relaxed
    flight_recorder* recorder = nullptr;  // of records below the threshold; ordered

    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t size) noexcept { return malloc(size); }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void* made) noexcept { free(made); }
};

/// A directive for source files.
struct SLUICE_DETAIL_HIDDEN file_rule {
    text_view pattern;  // part of the registry's settings
    level threshold;
};

struct SLUICE_DETAIL_HIDDEN registry_controls : part {
    registry_core* core = nullptr;
    channel_control* rows = nullptr;  // of all rows
    control* first SLUICE_DETAIL_GUARDED_BY(lock) = nullptr;
    file_rule* rules SLUICE_DETAIL_GUARDED_BY(lock) = nullptr;
    size_t rule_count = 0;               // relaxed; stored with the lock held
    level lowest_elsewhere = level::off;  // of the rules for calls that aren't listed; with the hub's lock held, as the rest
    route* routes = nullptr;
    unsigned generation = 0;
    bool is_needed = false;
    bool has_recorders = false;  // or had; relaxed
    unsigned refused = 0;        // the last generation for which a recorder's lack of memory was reported
    registry_controls* next_controls = nullptr;

    SLUICE_DETAIL_ACCESSOR static void* operator new(size_t size) noexcept { return malloc(size); }
    SLUICE_DETAIL_ACCESSOR static void operator delete(void* made) noexcept { free(made); }
};

#endif

}  // namespace sluice::detail
