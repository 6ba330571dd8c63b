// The registry as an object: settings from code, and questions about what is on. The environment's settings
// take the same way from detail/state/environment.hpp on.
#pragma once

#include "detail/buffer.hpp"
#include "detail/state/registry_state.hpp"

namespace sluice {

/// What became of settings that a program handed over. Converts to true where they were taken; otherwise it
/// holds what is wrong with them. Where nobody asks before it goes out of scope, the errors are printed on
/// stderr: a mistake is seen though the result is ignored. For one thread at a time.
class set_result {
public:
    set_result(detail::registry_state& registry, text_view settings) noexcept {
        errors_ = detail::change_settings(registry, settings, said_);
    }
    set_result(set_result const&) = delete;
    set_result& operator=(set_result const&) = delete;
    ~set_result() {
        if (!asked_ && !said_.view().empty()) detail::write_stderr(said_.view());
    }

    explicit operator bool() const noexcept { return error_count() == 0; }
    [[nodiscard]] size_t error_count() const noexcept {
        asked_ = true;
        return errors_;
    }
    /// A message for each error: what is wrong, then the text, then a caret under the place, each on a line.
    /// For "help" and "+help", the tables. Lives as long as this object.
    [[nodiscard]] text_view message() const noexcept {
        asked_ = true;
        return said_.view();
    }

private:
    detail::buffer said_;
    size_t errors_ = 0;
    mutable bool asked_ = false;
};

/// One program's or library's tables, with its settings, as `shop::logs` is one. Empty. Every function may be
/// called from any thread, before main and after it too, but not from a signal handler; each reads the
/// environment first where nothing has done so. None throws.
template <class Rows>
class registry {
public:
    /// Puts these settings in place of all that were in force. Strict: where anything is wrong with them
    /// nothing changes, and the result says what. Allocates; locks.
    set_result set(text_view settings) const noexcept { return {detail::state_of<Rows>, settings}; }

    /// The threshold now of a component (of its first logger), of a module, or of an artifact (debug where its
    /// own name turned it on). Locks only where it is the first to ask.
    template <class Gate>
    requires detail::is_gate<Gate>
    [[nodiscard]] level level_of(Gate) const noexcept {
        check_owner<Gate>();
        detail::make_ready(detail::source_of<Gate>);
        return static_cast<level>(detail::load_relaxed(Gate::gate().threshold));
    }
    /// The threshold now of what settings call by this name; where there is no such row, of the logger of this
    /// name, declared or not. Locks.
    [[nodiscard]] level level_of(text_view name) const noexcept {
        return detail::level_of_name(detail::state_of<Rows>, name);
    }

    /// Whether a message of the component or module gets out at that level now. Where it doesn't, the question
    /// costs what a log call costs that is off.
    template <class Gate>
    requires detail::is_gate<Gate>
    [[nodiscard]] bool enabled(Gate, level at) const noexcept {
        check_owner<Gate>();
        static_assert(!Gate::is_artifact, "sluice: an artifact has a level of its own: ask enabled(artifact)");
        return Gate::gate().passes(at) && detail::passes_when_ready(detail::source_of<Gate>, at);
    }
    /// Whether the artifact is on now.
    template <class Artifact>
    requires detail::is_gate<Artifact>
    [[nodiscard]] bool enabled(Artifact) const noexcept {
        check_owner<Artifact>();
        static_assert(Artifact::is_artifact, "sluice: a component or a module has levels: ask enabled(name, level)");
        return Artifact::gate().passes(Artifact::at) &&
               detail::passes_when_ready(detail::source_of<Artifact>, Artifact::at);
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
