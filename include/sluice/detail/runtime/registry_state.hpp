// What a registry knows at run time: its gates, its modules, and the settings in force; and, as declarations, what
// can be asked of it. Every file that logs includes this; what the functions do is in environment.hpp.
#pragma once

#include <stdlib.h>
#include <string.h>

#include "../call/gate.hpp"
#include "../os/posix.hpp"

namespace sluice {
struct record;
}

namespace sluice::detail {

class buffer;
struct directive;
struct plan;

/// A module's gate and its place in its registry's list, which it joins at its first call.
struct module_state {
    text_view logger;
    cell& gate;
    module_state* next = nullptr;
};

// What a registry owns is freed by release() only, so that log calls in the last destructors of a program still find
// their settings and their files: a library frees it after its last destructor (leave.hpp), the program never.

/// Text in memory of its own.
struct owned_text {
    char* data = nullptr;
    size_t size = 0;

    [[nodiscard]] constexpr text_view view() const noexcept { return {data == nullptr ? "" : data, size}; }
    /// Copies; false, with nothing kept, where memory runs out.
    SLUICE_DETAIL_HIDDEN bool assign(text_view text) noexcept {
        release();
        if (text.empty()) return true;
        data = static_cast<char*>(malloc(text.size()));
        if (data == nullptr) return false;
        memcpy(data, text.data(), text.size());
        size = text.size();
        return true;
    }
    SLUICE_DETAIL_HIDDEN void release() noexcept {
        free(data);
        *this = {};
    }
};

/// A settings text and the plan made of it.
struct owned_plan {
    owned_text text{};
    directive* directives = nullptr;
    size_t count = 0;

    [[nodiscard]] inline plan view() const noexcept;
    SLUICE_DETAIL_HIDDEN void release() noexcept {
        free(directives);
        text.release();
        *this = {};
    }
};

// What the copies of a registry share, one in the program and in each library that includes its header, be they of
// other compilers or versions of sluice. Who changes the layout of anything here, or of mutex or owned_text, gives
// hub_version the next number: copies with other numbers don't find each other.

inline constexpr int hub_version = 1;

struct registry_copy;

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

/// What a copy hears of: which of the things that all share are new.
enum class news : unsigned char { settings, rank, environment };

struct shared_settings;

/// A copy, as the others know it.
struct registry_copy {
    void (*hear)(registry_copy&, news) noexcept = nullptr;  // with the hub's guard held
    shared_settings* shared = nullptr;                      // null until the copy enlists
    registry_copy* next = nullptr;                          // copy of the same registry
};

/// One a registry and process; as long as there are copies of it, or threads that call its listeners.
struct shared_settings {
    mutex listeners_guard{};  // over the two that follow, and while listeners are called; a fork doesn't wait for it
    listener* listeners = nullptr;
    listener* next_listener = nullptr;  // to be called

    // With the hub's guard held:
    owned_text root{};  // the names by which copies know that they are of one registry
    owned_text variable{};
    shared_settings* next = nullptr;
    registry_copy* copies = nullptr;
    settings_layer base{};
    settings_layer* scopes = nullptr;  // the latest first
    int rank = -1;
    bool environment_is_set = false;  // the variable: the program's settings stand back
    bool said_so = false;

    unsigned users = 1;  // ordered

    /// What is in force.
    [[nodiscard]] settings_layer& top() noexcept { return scopes == nullptr ? base : *scopes; }

    // From malloc(), as a header in every file has no room for <new>; null where memory runs out.
    static void* operator new(size_t size) noexcept { return malloc(size); }
    static void operator delete(void* made) noexcept { free(made); }
};

/// Where copies meet: one a process, as long as a program or library has joined it or a thread uses it.
struct hub {
    mutex guard{};  // over all settings, and over stores to gates, of all copies of all registries
    shared_settings* first = nullptr;
    unsigned users = 1;  // ordered

    static void* operator new(size_t size) noexcept { return malloc(size); }
    static void operator delete(void* made) noexcept { free(made); }
};

/// Where the control characters of messages are made visible.
enum class escape : unsigned char { terminal, always, never };

/// What an output didn't take, until it takes a note of that.
struct loss {
    unsigned long long count = 0;  // of records
    int error = 0;                 // the last one's
    bool torn = false;             // what was written last lacks its end
    unsigned process = 0;          // that lost them: a child has no part in it
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
    bool terminal = false;   // is what stderr is
    escape escapes = escape::terminal;
    bool file_failed = false;
    bool file_is_terminal = false;
    own_file file{};                    // once a record has opened it
    unsigned long long file_retry = 0;  // when one that failed is tried again, by the monotonic clock
    loss file_loss{};
    unsigned long long dropped = 0;  // records whose thread was at work on another; relaxed
};

/// Texts by number, and the numbers by the texts' hash.
struct intern_table {
    owned_text* texts = nullptr;
    unsigned* room = nullptr;  // each an id plus 1, or 0
    unsigned count = 0;        // of texts
    unsigned slot_count = 0;
};

/// The structured trace.
struct trace_state {
    mutex guard{};                     // over all that follows, over stores to its gate, and over writing
    owned_text directory{};            // empty: tracing is off
    intern_table strings{};            // that every file starts with, or has had since
    own_file file{};                   // once a record has opened it
    int file_rank = -1;                // in its name
    unsigned refused = 0;              // reserved names that calls used, a bit each
    unsigned long long file_size = 0;  // bytes
    unsigned file_strings = 0;         // that it has
    bool failed = false;
    unsigned long long retry = 0;  // when one that failed is tried again, by the monotonic clock
    loss lost{};
};

/// Which texts the calls that log a text once have logged: their hashes, in a table that cold/limit.hpp looks after.
struct seen_texts {
    mutex guard{};  // over all that follows
    unsigned long long* hashes = nullptr;
    size_t count = 0, capacity = 0;
};

/// Something to hand records to.
struct sink {
    bool (*call)(sink&, record const&) noexcept;  // false where it couldn't take the record
    bool replaces_stderr;
    unsigned long long refused = 0;  // records
    sink* next = nullptr;
};

/// What a file sink owns and knows.
struct file_sink_state {
    owned_text path{};    // with %p, %r and %h in it
    owned_text format{};  // of a line; empty: stderr's
    own_file file{};
    bool stale = false;  // to be opened again; relaxed
    bool failed = false;
    loss lost{};
};

/// Where records go beside stderr and the file.
struct sinks_state {
    mutex guard{};            // over what follows, and while sinks are called
    sink* first = nullptr;    // also asked without the guard
    sink* next = nullptr;     // to be called
    sink* current = nullptr;  // that is called, while it isn't ended
};

/// One a registry and shared library; constant-initialised, never destroyed. Who holds several mutexes took them in
/// this order: the listeners', those of the sinks here, the hub's, one of the others here, stderr's.
struct registry_state : registry_copy {
    tables const& table;
    cell* gates;  // of the components, then of the artifacts, then the trace's

    sinks_state sinks{};

    // With the hub's guard held:
    owned_plan in_force{};  // what this copy's tables make of the settings
    module_state* modules = nullptr;
    registry_state* next_here = nullptr;  // that enlisted, in this program or library
    shared_settings alone{};              // in place of those in the hub where memory runs out
    unsigned listener_count = 0;          // relaxed; with the listeners' guard held

    output_state output{};
    trace_state trace{};
    seen_texts seen{};
    int rank = -1;  // of this process among others, or -1; relaxed
    bool reload_wanted = false;  // by a signal handler; relaxed

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
                                                       module_state_of<Gate>,         Gate::logger(),
                                                       Gate::artifact_name,           Gate::line_format};

SLUICE_DETAIL_RUNTIME_BEGIN

/// Writes to stderr, in one piece. What can't be written is counted, and said when the next text gets through. Any
/// thread; locks; waits as long as a pipe is full.
SLUICE_DETAIL_RUNTIME void write_stderr(text_view text) noexcept;

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

/// The rank goes into log lines, and into the names of files that are opened from now on. Any thread; locks; allocates.
SLUICE_DETAIL_RUNTIME void change_rank(registry_state& registry, int rank) noexcept;

SLUICE_DETAIL_RUNTIME void add_listener(registry_state& registry, listener& added) noexcept;
SLUICE_DETAIL_RUNTIME void remove_listener(registry_state& registry, listener& removed) noexcept;

/// The threshold now of what settings call by this name, or of the logger of this name. Any thread; locks.
SLUICE_DETAIL_RUNTIME level level_of_name(registry_state& registry, text_view name) noexcept;

SLUICE_DETAIL_RUNTIME_END

}  // namespace sluice::detail
