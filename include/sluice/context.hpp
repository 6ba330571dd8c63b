// Contexts: a text in a thread's log lines, and ids in its trace records, that name its current work. Independent of
// records.
//
//     sluice::context where("[0/1]");                                     // PyTorch's notation of compile ids
//     sluice::context where(sluice::trace_id{.frame_id = 0, .frame_compile_id = 1});  // the same
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/base/text.hpp"
#include "detail/os/thread_end.hpp"

namespace sluice {

/// An optional id of a trace record. Allocates nothing, locks nothing, throws nothing.
class optional_id {
public:
    SLUICE_DETAIL_ACCESSOR constexpr optional_id() noexcept = default;
    SLUICE_DETAIL_ACCESSOR constexpr optional_id(unsigned value) noexcept : value_(value), given_(true) {}

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr bool given() const noexcept { return given_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr unsigned value() const noexcept { return value_; }

private:
    unsigned value_ = 0;
    bool given_ = false;
};

/// Ids of a compilation in PyTorch's traces. Written as "[frame_id/frame_compile_id_attempt]", with
/// "!compiled_autograd_id/" after the bracket if there is one, and without "_attempt" if it is 0.
struct trace_id {
    optional_id frame_id{};
    optional_id frame_compile_id{};
    optional_id attempt{};
    optional_id compiled_autograd_id{};
};

namespace detail {

// Parses the text of a context, from left to right.
class trace_id_reader {
public:
    constexpr explicit trace_id_reader(text_view text) noexcept : rest_(text) {}

    /// Reads the whole text. Returns false unless it has one of the forms that PyTorch writes.
    constexpr bool read(trace_id& into) noexcept {
        bool const bracket = take('[');
        bool frame = true;
        if (take('!')) {
            if (!number(into.compiled_autograd_id)) return false;
            frame = take('/');
        }
        if (frame && (!number(into.frame_id) || !take('/') || !number(into.frame_compile_id))) return false;
        into.attempt = 0;
        if (take('_') && !number(into.attempt)) return false;
        return (!bracket || take(']')) && rest_.empty();
    }

private:
    text_view rest_;

    constexpr bool take(char wanted) noexcept {
        if (rest_.empty() || rest_[0] != wanted) return false;
        rest_ = rest_.part(1);
        return true;
    }
    constexpr bool number(optional_id& into) noexcept {
        unsigned long long value = 0;
        size_t digits = 0;
        for (; digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9'; ++digits) {
            value = value * 10 + static_cast<unsigned>(rest_[digits] - '0');
            if (value > 0xffffffff) return false;
        }
        if (digits == 0) return false;
        rest_ = rest_.part(digits);
        into = static_cast<unsigned>(value);
        return true;
    }
};

}  // namespace detail

namespace detail {

/// A context in its thread's list, followed by its text in memory. The context object and the thread release it in
/// either order; the second release frees it.
struct context_node {
    context_node* outer;
    context_node** thread;  // the head of the list of the thread that created it
    trace_id ids;
    size_t size;
    enum status : unsigned char { in_use, ended, thread_ended } state;  // ordered

    [[nodiscard]] text_view text() const noexcept { return {reinterpret_cast<char const*>(this + 1), size}; }

    /// Returns an unlinked node, or null if memory runs out. Line breaks in the text become spaces.
    SLUICE_DETAIL_HIDDEN static context_node* make(text_view text, trace_id const& ids) noexcept {
        auto* const made = static_cast<context_node*>(malloc(sizeof(context_node) + text.size()));
        if (made == nullptr) return nullptr;
        *made = {nullptr, nullptr, ids, text.size(), in_use};
        char* to = reinterpret_cast<char*>(made + 1);
        for (char c : text) *to++ = c == '\n' || c == '\r' ? ' ' : c;
        return made;
    }
};

// Constant-initialised and trivially destroyed: needs no guard, and is valid until the thread's last destructor.
SLUICE_DETAIL_HIDDEN inline constinit thread_local context_node* innermost_context = nullptr;

/// Returns the innermost context of this thread that hasn't ended, or null. Async-signal-safe.
[[nodiscard]] SLUICE_DETAIL_HIDDEN inline context_node const* current_context() noexcept {
    context_node const* node = innermost_context;
    while (node != nullptr && load_ordered(node->state) != context_node::in_use) node = node->outer;
    return node;
}

/// Releases the contexts that are left when a thread ends.
SLUICE_DETAIL_HIDDEN inline void release_contexts(context_node** innermost) {
    while (context_node* const node = *innermost) {
        *innermost = node->outer;
        if (exchange_ordered(node->state, context_node::thread_ended) == context_node::ended) free(node);
    }
}

/// Makes the node the innermost context of this thread.
SLUICE_DETAIL_HIDDEN inline void link_context(context_node& node) noexcept {
    if (innermost_context == nullptr) at_thread_end<context_node*, release_contexts>(innermost_context);
    node.outer = innermost_context;
    node.thread = &innermost_context;
    innermost_context = &node;
}

/// Ends the context. Frees the node if called in its own thread; otherwise its thread frees it when another of its
/// contexts or the thread ends. The stores keep the list valid for a signal handler that logs meanwhile.
SLUICE_DETAIL_HIDDEN inline void end_context(context_node& ended) noexcept {
    if (ended.thread != &innermost_context || load_ordered(ended.state) == context_node::thread_ended) {
        if (exchange_ordered(ended.state, context_node::ended) == context_node::thread_ended) free(&ended);
        return;
    }
    ended.state = context_node::ended;
    for (context_node** link = &innermost_context; *link != nullptr;) {
        context_node* const node = *link;
        if (load_ordered(node->state) == context_node::in_use) {
            link = &node->outer;
            continue;
        }
        *link = node->outer;
        free(node);
    }
}

}  // namespace detail

/// A copy of a thread's context, made by context::capture(), to install in another thread or later. Owns its text;
/// copying it allocates, moving it doesn't. Empty if there was no context or memory ran out. Throws nothing. Objects
/// are not synchronized.
class captured_context {
public:
    captured_context() noexcept = default;
    SLUICE_DETAIL_HIDDEN captured_context(captured_context const& other) noexcept : node_(copy(other.node_)) {}
    captured_context(captured_context&& other) noexcept : node_(other.node_) { other.node_ = nullptr; }
    captured_context& operator=(captured_context other) noexcept {
        detail::context_node* const mine = node_;
        node_ = other.node_;
        other.node_ = mine;
        return *this;
    }
    SLUICE_DETAIL_HIDDEN ~captured_context() { free(node_); }

    [[nodiscard]] text_view text() const noexcept { return node_ == nullptr ? text_view{} : node_->text(); }
    [[nodiscard]] trace_id ids() const noexcept { return node_ == nullptr ? trace_id{} : node_->ids; }

private:
    friend class context;

    detail::context_node* node_ = nullptr;

    explicit captured_context(detail::context_node const* from) noexcept : node_(copy(from)) {}
    SLUICE_DETAIL_HIDDEN static detail::context_node* copy(detail::context_node const* from) noexcept {
        return from == nullptr ? nullptr : detail::context_node::make(from->text(), from->ids);
    }
};

/// Adds its text to the log lines of the thread that created it, and its ids to the trace records, as long as it lives.
/// Contexts nest: records show the innermost one. They may end in any order and in any thread; until then they belong
/// to the thread that created them. A new thread has none: capture() copies a context for a thread pool or a coroutine.
/// Copies the text; allocates, and has no effect if memory runs out. Locks nothing; throws nothing. Each program or
/// shared library has its own contexts.
class context {
public:
    /// Installs a text. '\n' and '\r' in it become spaces; other line breaks and control characters are escaped in log
    /// lines. If the text is a compile id as PyTorch writes it, with or without brackets, trace records get its ids.
    SLUICE_DETAIL_HIDDEN explicit context(text_view text) noexcept {
        trace_id read{};
        install(text, detail::trace_id_reader{text}.read(read) ? read : trace_id{});
    }
    /// Installs the ids that are given, and their text.
    SLUICE_DETAIL_HIDDEN explicit context(trace_id const& ids) noexcept {
        detail::message_buffer text;
        text.append('[');
        bool const frame = ids.frame_id.given() || ids.frame_compile_id.given();
        if (ids.compiled_autograd_id.given()) {
            text.append('!');
            text.append_number(ids.compiled_autograd_id.value());
            if (frame) text.append('/');
        }
        if (frame) {
            text.append_number(ids.frame_id.value());
            text.append('/');
            text.append_number(ids.frame_compile_id.value());
        }
        if (ids.attempt.value() != 0) {
            text.append('_');
            text.append_number(ids.attempt.value());
        }
        text.append(']');
        install(text.view(), ids);
    }
    /// Installs a captured context. If it is empty, so is the text.
    SLUICE_DETAIL_HIDDEN explicit context(captured_context const& from) noexcept { install(from.text(), from.ids()); }
    context(context const&) = delete;
    context& operator=(context const&) = delete;
    SLUICE_DETAIL_HIDDEN ~context() {
        if (node_ != nullptr) detail::end_context(*node_);
    }

    [[nodiscard]] text_view text() const noexcept { return node_ == nullptr ? text_view{} : node_->text(); }
    [[nodiscard]] trace_id ids() const noexcept { return node_ == nullptr ? trace_id{} : node_->ids; }

    /// Returns a copy of this thread's innermost context. Allocates if there is one; locks nothing; throws nothing. Any
    /// thread; not async-signal-safe.
    [[nodiscard]] SLUICE_DETAIL_HIDDEN static captured_context capture() noexcept {
        return captured_context{detail::current_context()};
    }

private:
    detail::context_node* node_ = nullptr;  // null if memory ran out

    void install(text_view text, trace_id const& ids) noexcept {
        node_ = detail::context_node::make(text, ids);
        if (node_ != nullptr) detail::link_context(*node_);
    }
};

}  // namespace sluice

#include "detail/base/macros_pop.hpp"
