// What a registry knows at run time: its gates, its modules, and the settings in force; and, as declarations, what
// can be asked of it. Every file that logs includes this; what the functions do is in environment.hpp.
#pragma once

#include <stdlib.h>
#include <string.h>

#include "../hot/gate.hpp"
#include "../os.hpp"
#include "../settings/plan.hpp"

namespace sluice::detail {

class buffer;

/// A module's gate and its place in its registry's list, which it joins at its first call.
struct module_state {
    text_view logger;
    cell& gate;
    module_state* next = nullptr;
};

// What a registry owns is freed by release() only, so that log calls in the last destructors of a program still find
// their settings and their files.

/// Text in memory of its own.
struct owned_text {
    char* data = nullptr;
    size_t size = 0;

    [[nodiscard]] constexpr text_view view() const noexcept { return {data == nullptr ? "" : data, size}; }
    /// Copies; false, with nothing kept, where memory runs out.
    bool assign(text_view text) noexcept {
        release();
        if (text.empty()) return true;
        data = static_cast<char*>(malloc(text.size()));
        if (data == nullptr) return false;
        memcpy(data, text.data(), text.size());
        size = text.size();
        return true;
    }
    void release() noexcept {
        free(data);
        *this = {};
    }
};

/// A settings text and the plan made of it.
struct owned_plan {
    owned_text text{};
    directive* directives = nullptr;
    size_t count = 0;

    [[nodiscard]] constexpr plan view() const noexcept { return {directives, count}; }
    void release() noexcept {
        free(directives);
        text.release();
        *this = {};
    }
};

/// Settings that are in force until others are put on top of them or in their place. The first layer holds what the
/// environment or the program set; each scope puts one on top.
struct settings_layer {
    owned_plan settings{};
    settings_layer* below = nullptr;
};

/// Where records go, and in which form: what the variables beside the settings' one say.
struct output_state {
    mutex guard{};           // over all that follows, and over writing
    owned_text format{};     // of a line; empty: the default
    owned_text path{};       // of the file, with %p, %r and %h in it; empty: no file
    owned_text trace_ids{};  // those to be shown, separated by commas; empty: all
    bool filters = false;    // by these; relaxed, to be asked without the guard
    bool stderr_too = true;  // though there is a file
    bool colour = false;     // on stderr
    bool file_failed = false;
    int file = -1;             // its descriptor, once a record has opened it
    unsigned file_process = 0;  // that opened it
};

/// Texts by number, and the numbers by the texts' hash.
struct intern_table {
    owned_text* texts = nullptr;
    unsigned* room = nullptr;  // each an id plus 1, or 0
    unsigned count = 0;         // of texts
    unsigned slot_count = 0;
};

/// The structured trace.
struct trace_state {
    mutex guard{};                     // over all that follows, over stores to its gate, and over writing
    owned_text directory{};            // empty: tracing is off
    intern_table strings{};            // that every file starts with, or has had since
    int file = -1;                     // its descriptor, once a record has opened it
    int file_rank = -1;                // in its name
    unsigned file_process = 0;         // that opened it
    unsigned refused = 0;              // reserved names that calls used, a bit each
    unsigned long long file_size = 0;  // bytes
    trace_state* next = nullptr;       // that was ever on
};

/// Which texts the calls that log a text once have logged: their hashes, in a table that cold/limit.hpp looks after.
struct seen_texts {
    mutex guard{};  // over all that follows
    unsigned long long* hashes = nullptr;
    size_t count = 0, capacity = 0;
};

/// Something to call when settings have changed.
struct listener {
    void (*call)(listener&) noexcept;
    listener* next = nullptr;
};

/// One a registry and shared library; constant-initialised, never destroyed. Who holds several of its mutexes took
/// them in the order in which they stand here.
struct registry_state {
    tables const& table;
    cell* gates;  // of the components, then of the artifacts, then the trace's

    mutex listeners_guard{};  // over the two that follow, and while listeners are called
    listener* listeners = nullptr;
    listener* next_listener = nullptr;  // to be called
    unsigned long announcing = 0;       // the thread that calls listeners, or 0; relaxed

    mutex guard{};  // over all that follows but for outputs and trace, and over stores to gates
    bool configured = false;
    bool environment_is_set = false;  // its variable: the program's settings stand back
    bool said_so = false;
    settings_layer base{};
    settings_layer* top = &base;
    module_state* modules = nullptr;

    output_state output{};
    trace_state trace{};
    seen_texts seen{};
    int rank = -1;  // of this process among others, or -1; relaxed

    constexpr registry_state(tables const& rows, cell* first_gate) noexcept : table(rows), gates(first_gate) {}

    [[nodiscard]] cell& trace_gate() noexcept { return gates[table.component_count + table.artifact_count]; }
};

/// What a call site says about where it belongs: one constant object a component, artifact or module.
struct source {
    registry_state& registry;
    cell& gate;
    module_state* module;  // null for rows of the tables
    text_view logger;
    text_view artifact;     // empty for components and modules
    text_view line_format;  // an artifact's own, or empty
};

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
                                                       module_state_of<Gate>, Gate::logger(), Gate::artifact_name,
                                                       Gate::line_format};

SLUICE_DETAIL_RUNTIME_BEGIN

/// Makes sure that the gate holds a threshold: configures its registry, and lists its module. Any thread; locks
/// only where there is something to do.
SLUICE_DETAIL_RUNTIME void make_ready(source const& from) noexcept;

/// The second test, of a gate that let a call through perhaps only because nothing had configured it.
SLUICE_DETAIL_RUNTIME bool passes_when_ready(source const& from, level at) noexcept;

/// What became of settings from code.
struct change_result {
    size_t problem_count = 0;
    bool stood_back = false;  // nothing was changed: the environment has settings, and they come first
};

/// Settings from code, in place of those in force or, where there is a layer, on top of them: all of them or, where
/// one is wrong, none. Messages, or the tables where the settings ask for help, go to `said`. Any thread; locks;
/// allocates; calls listeners.
SLUICE_DETAIL_RUNTIME change_result change_settings(registry_state& registry, text_view settings, bool in_any_case,
                                                    settings_layer* layer, buffer& said) noexcept;

/// Takes a layer away again, wherever in the pile it is. Any thread; locks; calls listeners.
SLUICE_DETAIL_RUNTIME void remove_layer(registry_state& registry, settings_layer& layer) noexcept;

/// The text of the settings in force; empty where memory runs out. Any thread; locks; allocates.
SLUICE_DETAIL_RUNTIME owned_text copy_settings(registry_state& registry) noexcept;

/// Puts back settings that were in force. Any thread; locks; allocates; calls listeners.
SLUICE_DETAIL_RUNTIME void restore_settings(registry_state& registry, text_view settings) noexcept;

/// Reads all variables again, and has files opened again. Any thread; locks; allocates; calls listeners.
SLUICE_DETAIL_RUNTIME void read_environment_again(registry_state& registry) noexcept;

/// The rank goes into log lines, and into the names of files that are opened from now on. Any thread; locks.
SLUICE_DETAIL_RUNTIME void change_rank(registry_state& registry, int rank) noexcept;

SLUICE_DETAIL_RUNTIME void add_listener(registry_state& registry, listener& added) noexcept;
SLUICE_DETAIL_RUNTIME void remove_listener(registry_state& registry, listener& removed) noexcept;

/// The threshold now of what settings call by this name, or of the logger of this name. Any thread; locks.
SLUICE_DETAIL_RUNTIME level level_of_name(registry_state& registry, text_view name) noexcept;

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
