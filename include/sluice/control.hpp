// The registry as an object: settings from code, and questions about what is on. The environment's settings
// take the same way from detail/runtime/change.hpp on.
//
//     shop::logs.set("+planner,plan_tree");
//     shop::logs.set({{shop::planner, sluice::debug}, {shop::plan_tree, sluice::on}});
//     auto quiet = shop::logs.scoped("-all");        // until the end of the scope
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/call/requests.hpp"

namespace sluice {

/// What SLUICE_SETTINGS makes (settings.hpp): a text without mistakes, for the registry of these rows.
template <class Rows>
struct checked_settings {
    text_view text;
};

/// The second argument of add_sink(): records that the sink takes don't go to stderr. They still go to the file of
/// SHOP_LOGS_OUT: who runs the program comes first.
struct replace_stderr_t {};
inline constexpr replace_stderr_t replace_stderr{};

template <class Callable>
class record_sink;  // sink.hpp

/// The second argument of set() and scoped(): the settings take effect though the environment has some too.
struct override_environment_t {};
inline constexpr override_environment_t override_environment{};

/// What became of settings that a program handed over. Converts to true where they were taken; otherwise it holds
/// what is wrong with them, or that the environment comes first. Where nobody asks before it goes out of scope, the
/// message is printed on stderr: a mistake is seen though the result is ignored. For one thread at a time.
class set_result {
public:
    SLUICE_DETAIL_HIDDEN set_result(detail::registry_core& registry, text_view settings, bool overrides,
                                    detail::settings_layer* layer = nullptr) noexcept {
        outcome_ = detail::change_settings(registry, settings, overrides, layer, messages_);
    }
    set_result(set_result const&) = delete;
    set_result& operator=(set_result const&) = delete;
    SLUICE_DETAIL_HIDDEN ~set_result() {
        if (!was_read_ && !messages_.view().empty()) detail::write_stderr(messages_.view());
    }

    explicit operator bool() const noexcept { return error_count() == 0 && !outcome_.overridden; }
    [[nodiscard]] size_t error_count() const noexcept {
        was_read_ = true;
        return outcome_.problem_count;
    }
    /// Nothing was changed, because the environment has settings and they come first.
    [[nodiscard]] bool overridden() const noexcept {
        was_read_ = true;
        return outcome_.overridden;
    }
    /// A message for each error: what is wrong, then the text, then a caret under the place, each on a line.
    /// For "help" and "+help", the tables. The first time that settings stand back, that they do. Lives as long as this
    /// object.
    [[nodiscard]] text_view message() const noexcept {
        was_read_ = true;
        return messages_.view();
    }

private:
    detail::message_buffer messages_;
    detail::change_result outcome_;
    mutable bool was_read_ = false;
};

/// Settings for as long as it lives. At its end those that were in force come back; scopes that began later stay on top,
/// in whichever order they end. What set() changes meanwhile ends with the scope on top. Any thread may end it; locks.
class [[nodiscard]] scoped_settings {
public:
    SLUICE_DETAIL_HIDDEN scoped_settings(detail::registry_core& registry, text_view settings,
                                         bool overrides) noexcept
        : registry_(registry), result_(registry, settings, overrides, &layer_) {}
    scoped_settings(scoped_settings const&) = delete;
    scoped_settings& operator=(scoped_settings const&) = delete;
    SLUICE_DETAIL_HIDDEN ~scoped_settings() { detail::remove_layer(registry_, layer_); }

    /// What became of the settings.
    [[nodiscard]] set_result const& result() const noexcept { return result_; }

private:
    detail::registry_core& registry_;
    detail::settings_layer layer_;
    set_result result_;
};

/// Settings that were in force once, to be put back with restore(). Owns a copy of their text.
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

/// Calls a callable each time that settings have changed, for as long as it lives.
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

/// One program's or library's tables, with its settings, as `shop::logs` is one. Empty. Every function may be
/// called from any thread, before main and after it too, but not from a signal handler unless it says so; each
/// reads the environment first where nothing has done so. None throws, but what moving a callable throws.
template <class Rows>
class registry {
public:
    using rows = Rows;

    /// Puts these settings in place of all that were in force; of those of the innermost scope where there is one.
    /// Strict: where anything is wrong with them nothing changes, and the result says what. Where the environment
    /// variable is set nothing changes either: who runs the program comes first. Allocates; locks; calls listeners.
    set_result set(text_view settings) const noexcept { return {detail::registry_of<Rows>, settings, false}; }
    set_result set(checked_settings<Rows> settings) const noexcept { return set(settings.text); }
    /// The same though the environment variable is set.
    set_result set(text_view settings, override_environment_t) const noexcept {
        return {detail::registry_of<Rows>, settings, true};
    }
    set_result set(checked_settings<Rows> settings, override_environment_t over) const noexcept {
        return set(settings.text, over);
    }

    /// set(), until the end of the scope; then what was in force comes back. Allocates; locks; calls listeners, at
    /// its end too.
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

    /// The settings in force, to be put back later. Allocates; locks.
    [[nodiscard]] settings_state state() const noexcept {
        return settings_state{detail::copy_settings(detail::registry_of<Rows>)};
    }
    /// Puts back what state() gave, wherever it came from. Allocates; locks; calls listeners.
    void restore(settings_state const& kept) const noexcept {
        detail::restore_settings(detail::registry_of<Rows>, kept.text());
    }

    /// Reads all environment variables of the registry again, and has the files of records opened again, as after
    /// a log rotation. Settings from code stay where the environment has none; scopes stay on top. Mistakes are
    /// reported on stderr, as at the start. Allocates; locks; calls listeners.
    void reload() const noexcept { detail::reload_settings(detail::registry_of<Rows>); }
    /// Has the next record of this program or shared library reload() first, in its thread. The one function here that a
    /// signal handler may call: that of SIGHUP, say. Neither allocates nor locks.
    void request_reload() const noexcept { detail::store_relaxed(detail::registry_of<Rows>.reload_requested, true); }

    /// Calls `callback()` each time that settings have changed, in the thread that changed them, for as long as the
    /// returned object lives. Callbacks are called one at a time; one may log, ask, and change settings itself,
    /// which calls no callback. What it throws is dropped. Locks; waits for a callback that another thread is in, as the end
    /// of the object does.
    template <class Callback>
    [[nodiscard]] change_listener<Callback> on_change(Callback callback) const {
        return {detail::registry_of<Rows>, static_cast<Callback&&>(callback)};
    }

    /// Hands every record that is on to `sink(record)`, for as long as the returned object lives. A registry's sinks
    /// are called one at a time, in the thread that logs, with nothing else locked. One may log, which goes to stderr
    /// and the file and to no sink, and may add and end sinks of its registry; it must not change settings, nor add or end listeners. One that
    /// throws, or returns false (where it returns a bool), did not take the record: that is counted, and said on
    /// stderr. Each program or shared library has sinks of its own, for what it logs itself. Locks.
    template <class Sink>
    [[nodiscard]] record_sink<Sink> add_sink(Sink sink) const {
        return {detail::registry_of<Rows>, static_cast<Sink&&>(sink), false};
    }
    /// The same, and records that it takes don't go to stderr.
    template <class Sink>
    [[nodiscard]] record_sink<Sink> add_sink(Sink sink, replace_stderr_t) const {
        return {detail::registry_of<Rows>, static_cast<Sink&&>(sink), true};
    }

    /// The rank of this process among others that run the same program: log lines start with [rank3]:, and %r in the
    /// names of files that are opened from now on is 3. A negative one takes it away. Locks; allocates where it is
    /// the first to read the environment.
    void set_rank(int rank) const noexcept { detail::change_rank(detail::registry_of<Rows>, rank); }

    /// The threshold now of a component (of its first logger), of a module, or of an artifact (debug where its
    /// own name turned it on). Locks only where it is the first to ask.
    template <class Gate>
    requires detail::is_channel<Gate>
    [[nodiscard]] level level_of(Gate) const noexcept {
        check_owner<Gate>();
        detail::ensure_configured(detail::info_of<Gate>);
        return static_cast<level>(detail::load_relaxed(detail::channel_access::gate_of<Gate>().threshold));
    }
    /// The threshold now of what settings call by this name; where there is no such row, of the logger of this
    /// name, declared or not. Locks.
    [[nodiscard]] level level_of(text_view name) const noexcept {
        return detail::level_of_name(detail::registry_of<Rows>, name);
    }

    /// Whether a message of the component or module gets out at that level now. Where it doesn't, the question
    /// costs what a log call costs that is off.
    template <class Gate>
    requires detail::is_channel<Gate>
    [[nodiscard]] bool enabled(Gate, level at) const noexcept {
        check_owner<Gate>();
        static_assert(!Gate::is_artifact, "sluice: an artifact has a level of its own: ask enabled(artifact)");
        return detail::channel_access::gate_of<Gate>().passes(at) && detail::recheck(detail::info_of<Gate>, at);
    }
    /// Whether the artifact is on now.
    template <class Artifact>
    requires detail::is_channel<Artifact>
    [[nodiscard]] bool enabled(Artifact) const noexcept {
        check_owner<Artifact>();
        static_assert(Artifact::is_artifact, "sluice: a component or a module has levels: ask enabled(name, level)");
        return detail::channel_access::gate_of<Artifact>().passes(Artifact::at) &&
               detail::recheck(detail::info_of<Artifact>, Artifact::at);
    }

    /// The tables, as constants.
    [[nodiscard]] static constexpr detail::tables const& tables() noexcept { return detail::tables_of<Rows>; }

private:
    template <class Gate>
    static constexpr void check_owner() noexcept {
        static_assert(detail::same_rows<typename Gate::rows, Rows>, "sluice: this name belongs to another registry");
    }
};

}  // namespace sluice

#if SLUICE_DETAIL_RUNTIME_IS == 1
#include "runtime.hpp"
#endif

#include "detail/base/macros_pop.hpp"
