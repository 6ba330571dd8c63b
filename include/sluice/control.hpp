// The registry as an object: changes and queries of its settings. detail/runtime/change.hpp implements them, the same
// way for settings from code and from the environment.
//
//     shop::logs.set("+planner,plan_tree");
//     shop::logs.set(SLUICE_SETTINGS(shop, "+planner"));  // checked at compile time
//     auto quiet = shop::logs.scoped("-all");             // until the end of the scope
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/call/requests.hpp"

namespace sluice {

/// Settings checked at compile time for the registry of these rows: the result of SLUICE_SETTINGS (settings.hpp).
template <class Rows>
struct checked_settings {
    text_view text;
};

/// Second argument of add_sink(): records that the sink accepts are not also written to stderr. They are still written
/// to the file of SHOP_LOGS_OUT, because the user who runs the program has the last word.
struct replace_stderr_t {};
inline constexpr replace_stderr_t replace_stderr{};

template <class Callable>
class record_sink;  // sink.hpp

struct deferred_options;  // deferred.hpp

/// Second argument of set() and scoped(): the settings apply even if the environment variable is set.
struct override_environment_t {};
inline constexpr override_environment_t override_environment{};

/// Result of set() or scoped(); true if the settings were applied. Otherwise it holds a message for each mistake, or
/// says that the environment overrides them. If it is never read, the destructor prints the message on stderr, so that
/// mistakes are seen even if the result is ignored. Throws nothing. Objects are not synchronized.
class set_result {
public:
    SLUICE_DETAIL_HIDDEN set_result(detail::registry_core& registry, text_view settings, bool overrides,
                                    detail::settings_layer* layer = nullptr) noexcept
        : outcome_(detail::change_settings(registry, settings, overrides, layer)) {}
    SLUICE_DETAIL_HIDDEN explicit set_result(detail::change_result outcome) noexcept : outcome_(outcome) {}
    set_result(set_result const&) = delete;
    set_result& operator=(set_result const&) = delete;
    SLUICE_DETAIL_HIDDEN ~set_result() {
        if (!was_read_ && outcome_.messages.size != 0) detail::write_stderr(outcome_.messages.view());
        outcome_.messages.release();
    }

    /// Returns true if the settings were applied.
    explicit operator bool() const noexcept { return error_count() == 0 && !outcome_.overridden; }
    /// Returns the number of mistakes.
    [[nodiscard]] size_t error_count() const noexcept {
        was_read_ = true;
        return outcome_.problem_count;
    }
    /// Returns true if nothing was changed because the environment variable is set.
    [[nodiscard]] bool overridden() const noexcept {
        was_read_ = true;
        return outcome_.overridden;
    }
    /// Returns three lines for each mistake: the reason, the settings, and a caret under the place. For "help" and
    /// "+help", returns the tables. If the environment overrides the settings, returns a line that says so, the first
    /// time. Valid as long as this object.
    [[nodiscard]] text_view message() const noexcept {
        was_read_ = true;
        return outcome_.messages.view();
    }

private:
    detail::change_result outcome_;
    mutable bool was_read_ = false;
};

/// Applies settings for its lifetime; the destructor restores the previous ones. Scopes may end in any order: those
/// that began later stay in force. A set() meanwhile changes the settings of the latest scope, and ends with it. Any
/// thread may destroy it. The destructor locks, allocates and calls listeners; throws nothing.
class [[nodiscard]] scoped_settings {
public:
    SLUICE_DETAIL_HIDDEN scoped_settings(detail::registry_core& registry, text_view settings,
                                         bool overrides) noexcept
        : registry_(registry), result_(registry, settings, overrides, &layer_) {}
    scoped_settings(scoped_settings const&) = delete;
    scoped_settings& operator=(scoped_settings const&) = delete;
    SLUICE_DETAIL_HIDDEN ~scoped_settings() { detail::remove_layer(registry_, layer_); }

    /// Returns the result of applying the settings. Valid as long as this object.
    [[nodiscard]] set_result const& result() const noexcept { return result_; }

private:
    detail::registry_core& registry_;
    detail::settings_layer layer_;
    set_result result_;
};

/// Saved settings, for restore(). Owns a copy of their text. Throws nothing. Objects are not synchronized.
class settings_state {
public:
    explicit settings_state(detail::owned_text text) noexcept : text_(text) {}
    settings_state(settings_state&& other) noexcept : text_(other.text_) { other.text_ = {}; }
    settings_state& operator=(settings_state&& other) noexcept {
        detail::owned_text const mine = text_;
        text_ = other.text_;
        other.text_ = mine;
        return *this;
    }
    SLUICE_DETAIL_HIDDEN ~settings_state() { text_.release(); }

    [[nodiscard]] text_view text() const noexcept { return text_.view(); }

private:
    detail::owned_text text_;
};

/// Calls a callable after each change of settings, for its lifetime. The destructor waits for a call in progress in
/// another thread.
template <class Callback>
class [[nodiscard]] change_listener : detail::listener {
public:
    SLUICE_DETAIL_HIDDEN change_listener(detail::registry_core& registry, Callback callback)
        : detail::listener{&call_back}, registry_(registry), callback_(static_cast<Callback&&>(callback)) {
        detail::add_listener(registry_, *this);
    }
    change_listener(change_listener const&) = delete;
    change_listener& operator=(change_listener const&) = delete;
    SLUICE_DETAIL_HIDDEN ~change_listener() { detail::remove_listener(registry_, *this); }

private:
    detail::registry_core& registry_;
    Callback callback_;

    SLUICE_DETAIL_HIDDEN static void call_back(detail::listener& self) noexcept {
        SLUICE_DETAIL_TRY { static_cast<change_listener&>(self).callback_(); }
        SLUICE_DETAIL_CATCH_ALL {}
    }
};

/// A registry: the type of `shop::logs`. Objects are empty. Any thread may call every function, also before and after
/// main. Only functions whose comments say so are async-signal-safe. The first call reads the environment. Nothing is
/// thrown, except by moving a callable.
template <class Rows>
class SLUICE_DETAIL_HIDDEN registry {
public:
    using rows = Rows;

    /// Replaces all settings in force, or those of the innermost scope if there is one. Strict: if there is any
    /// mistake, nothing changes, and the result has the messages. If the environment variable is set, nothing changes
    /// either. Allocates; locks; calls listeners.
    set_result set(text_view settings) const noexcept { return {detail::registry_of<Rows>, settings, false}; }
    set_result set(checked_settings<Rows> settings) const noexcept { return set(settings.text); }
    /// Replaces the settings even if the environment variable is set.
    set_result set(text_view settings, override_environment_t) const noexcept {
        return {detail::registry_of<Rows>, settings, true};
    }
    set_result set(checked_settings<Rows> settings, override_environment_t over) const noexcept {
        return set(settings.text, over);
    }

    /// Sets the program's own settings, beneath the environment's: those of the environment apply on top of them, and
    /// set() replaces both. Call it first in main. Strict, as set() is, about mistakes in these settings. Allocates;
    /// locks; calls listeners.
    set_result defaults(text_view settings) const noexcept {
        return set_result{detail::change_defaults(detail::registry_of<Rows>, settings)};
    }
    set_result defaults(checked_settings<Rows> settings) const noexcept { return defaults(settings.text); }
    /// Reads the environment now, unless a call has: prints help, if it is asked for, and mistakes, also in a program
    /// that logs nothing. Allocates; locks.
    void start() const noexcept { static_cast<void>(level_of("all")); }

    /// Applies settings until the returned object is destroyed, then restores the previous ones. Allocates; locks;
    /// calls listeners, at the end too.
    scoped_settings scoped(text_view settings) const noexcept {
        return {detail::registry_of<Rows>, settings, false};
    }
    scoped_settings scoped(text_view settings, override_environment_t) const noexcept {
        return {detail::registry_of<Rows>, settings, true};
    }
    scoped_settings scoped(checked_settings<Rows> settings) const noexcept { return scoped(settings.text); }
    scoped_settings scoped(checked_settings<Rows> settings, override_environment_t over) const noexcept {
        return scoped(settings.text, over);
    }

    /// Returns a copy of the settings in force. Empty if memory runs out. Allocates; locks.
    [[nodiscard]] settings_state state() const noexcept {
        return settings_state{detail::copy_settings(detail::registry_of<Rows>)};
    }
    /// Restores settings that state() returned. Allocates; locks; calls listeners.
    void restore(settings_state const& kept) const noexcept {
        detail::restore_settings(detail::registry_of<Rows>, kept.text());
    }

    /// Reads all environment variables of the registry again, and opens log files again, as after a log rotation.
    /// Settings from code stay if the variable is not set; scopes stay in force. Mistakes are reported on stderr. Looks
    /// up the time zone again. Allocates; locks; calls listeners.
    void reload() const noexcept { detail::reload_settings(detail::registry_of<Rows>); }
    /// Async-signal-safe: requests a reload(), done by the next thread that logs to the registry in this program or
    /// shared library. Neither allocates nor locks.
    void request_reload() const noexcept {
        detail::store_relaxed(detail::registry_of<Rows>.reload_requested, true);
        detail::store_relaxed(detail::registry_of<Rows>.checks, true);
    }

    /// Calls `callback()` after each change of settings, in the thread that made it, as long as the returned object
    /// lives. Callbacks are called one at a time. A callback may log, query, and change settings, which calls no
    /// callbacks. Exceptions from it are dropped. Locks; this function and the destructor of the object wait for a
    /// callback in progress in another thread.
    template <class Callback>
    [[nodiscard]] change_listener<Callback> on_change(Callback callback) const {
        return {detail::registry_of<Rows>, static_cast<Callback&&>(callback)};
    }

    /// Calls `sink(record)` for every record that is enabled, as long as the returned object lives. The sinks of a
    /// registry are called one at a time, in the thread that logs, with no other lock held. A sink may log: its records
    /// go to stderr and the file, but to no sink. It may add and remove sinks of its registry. It must not change
    /// settings, or add or remove listeners. If it throws, or returns false from a function that returns bool, the
    /// record counts as refused, which is reported on stderr. Each program or shared library has its own sinks, for the
    /// records that it logs itself. Locks.
    template <class Sink>
    [[nodiscard]] record_sink<Sink> add_sink(Sink sink) const {
        return {detail::registry_of<Rows>, static_cast<Sink&&>(sink), false};
    }
    /// The same, but records that the sink accepts are not also written to stderr.
    template <class Sink>
    [[nodiscard]] record_sink<Sink> add_sink(Sink sink, replace_stderr_t) const {
        return {detail::registry_of<Rows>, static_cast<Sink&&>(sink), true};
    }

    /// Has a thread of its own format and write the records of this program or shared library, as long as the returned
    /// deferred_writer lives: see <sluice/deferred.hpp>. Locks; allocates; waits a few milliseconds.
    template <class Options = deferred_options>
    [[nodiscard]] auto defer(Options const& options) const noexcept {
        return begin_deferred_mode(*this, options);
    }
    template <class Options = deferred_options>
    [[nodiscard]] auto defer() const noexcept {
        constexpr bool is_included = requires { sizeof(Options); };
        static_assert(is_included, "sluice: logs.defer() needs #include <sluice/deferred.hpp>");
        if constexpr (is_included) return defer(Options{});
    }

    /// Sets the rank of this process among others that run the same program: log lines start with [rank3]:, and %r in
    /// names of files that are opened from now on is 3. A negative value removes the rank. Locks; allocates if it is
    /// the first to read the environment.
    void set_rank(int rank) const noexcept { detail::change_rank(detail::registry_of<Rows>, rank); }

    /// Writes what flight recorders keep, as settings like "net?64" ask, to stderr and the file of SHOP_LOGS_OUT: each
    /// record once. So does each error record of the registry, before it. Locks; allocates only for a file's path.
    void dump_recorder() const noexcept { detail::dump_recorders(detail::registry_of<Rows>); }

    /// Returns the current threshold of a component (of its first logger), a module, or an artifact (debug if its own
    /// name turned it on); what is compiled out counts as off. Locks only if nothing has configured the registry or module yet.
    template <class Gate>
    requires detail::is_channel<Gate>
    [[nodiscard]] level level_of(Gate) const noexcept {
        check_owner<Gate>();
        detail::ensure_configured(detail::info_of<Gate>);
        auto const now = static_cast<level>(detail::load_relaxed(detail::channel_access::gate_of<Gate>().threshold));
        constexpr level kept = detail::strip_level<Gate>;
        return now < kept ? kept : now;
    }
    /// Returns the current threshold of the row that settings call `name`, or, if there is none, of the logger of that
    /// name, declared or not. Locks.
    [[nodiscard]] level level_of(text_view name) const noexcept {
        return detail::level_of_name(detail::registry_of<Rows>, name);
    }

    /// Returns what the settings in force make of a name, one sentence a line: the directive that decides, those that it
    /// overrides, what is compiled out; the text is for people, and may change. Needs the compiled runtime or
    /// SLUICE_CFG_EXTENDED=1. Empty if memory runs out. Allocates; locks.
    template <class Registry = Rows>
    [[nodiscard]] settings_state explain(text_view name) const noexcept {
        static_assert(SLUICE_CFG_EXTENDED && sizeof(Registry*) != 0,
                      "sluice: logs.explain() needs the compiled runtime, or SLUICE_CFG_EXTENDED=1 in all files");
        return settings_state{detail::explain_name(detail::registry_of<Rows>, name)};
    }

    /// Returns true if the component or module would now log a message of that level. Costs as little as a disabled log
    /// call. Locks only if nothing has configured the registry or module yet.
    template <class Gate>
    requires detail::is_channel<Gate>
    [[nodiscard]] bool enabled(Gate, level at) const noexcept {
        check_owner<Gate>();
        static_assert(!Gate::is_artifact, "sluice: an artifact has its own level: use enabled(artifact)");
        return at >= detail::strip_level<Gate> && detail::channel_access::gate_of<Gate>().passes(at) &&
               detail::recheck(detail::info_of<Gate>, at);
    }
    /// Returns true if the artifact is enabled. Locks only if nothing has configured the registry yet.
    template <class Artifact>
    requires detail::is_channel<Artifact>
    [[nodiscard]] bool enabled(Artifact) const noexcept {
        check_owner<Artifact>();
        static_assert(Artifact::is_artifact, "sluice: a component or a module needs a level: use enabled(name, level)");
        return detail::strip_level<Artifact> != level::off &&
               detail::channel_access::gate_of<Artifact>().passes(Artifact::at) &&
               detail::recheck(detail::info_of<Artifact>, Artifact::at);
    }

    /// Returns the registry's tables, which are constants.
    [[nodiscard]] static constexpr detail::tables const& tables() noexcept { return detail::tables_of<Rows>; }

private:
    template <class Gate>
    static constexpr void check_owner() noexcept {
        static_assert(detail::same_rows<typename Gate::rows, Rows>, "sluice: this name belongs to another registry");
    }
};

/// Async-signal-safe, for handlers of fatal signals: writes what the flight recorders of all registries keep, each record
/// once, in the order in which they were made. Records that other threads are making are left out. Only of this program
/// or shared library. Needs 4 KiB of stack; neither locks nor allocates; keeps errno.
inline void dump_recorders(int file_descriptor = 2) noexcept { detail::dump_recorders(file_descriptor); }

}  // namespace sluice

#if SLUICE_DETAIL_RUNTIME_IS == 1
#include "runtime.hpp"
#endif

#include "detail/base/macros_pop.hpp"
