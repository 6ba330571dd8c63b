// What a thread is working on: a text that its log lines carry, and ids that its trace records carry. Knows nothing
// of records.
//
//     sluice::context where("[0/1]");                                     // as PyTorch writes compile ids
//     sluice::context where(sluice::trace_id{.frame_id = 0, .frame_compile_id = 1});  // the same
#pragma once

#include "detail/push_macros.hpp"

#include "detail/buffer.hpp"
#include "detail/compiler.hpp"

namespace sluice {

/// An id of a trace record, or that there is none.
class optional_id {
public:
    constexpr optional_id() noexcept = default;
    constexpr optional_id(unsigned value) noexcept : value_(value), given_(true) {}

    [[nodiscard]] constexpr bool given() const noexcept { return given_; }
    [[nodiscard]] constexpr unsigned value() const noexcept { return value_; }

private:
    unsigned value_ = 0;
    bool given_ = false;
};

/// What a compilation is called in PyTorch's traces; written "[frame_id/frame_compile_id_attempt]", with
/// "!compiled_autograd_id/" in front where there is one, and without "_attempt" where it is 0.
struct trace_id {
    optional_id frame_id{};
    optional_id frame_compile_id{};
    optional_id attempt{};
    optional_id compiled_autograd_id{};
};

namespace detail {

// Reads what a context's text says, from left to right.
class trace_id_reader {
public:
    constexpr explicit trace_id_reader(text_view text) noexcept : rest_(text) {}

    /// All of the text, in one of the forms that PyTorch writes; false for any other text.
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

/// While it lives, log lines of this thread carry its text, and trace records its ids. Contexts nest: the innermost
/// counts, and the one around it comes back at the end of the scope. A thread that is started has none. Copies the
/// text; allocates where that is longer than 40 characters (cut to these where memory runs out). Locks nothing, throws
/// nothing; must end in the thread that made it. Each program or shared library has contexts of its own.
class context {
public:
    /// Any text; '\n' and '\r' in it become spaces, other line breaks and control characters are shown escaped. Where
    /// it is a compile id as PyTorch writes it, with or without brackets, trace records carry its ids.
    SLUICE_DETAIL_HIDDEN explicit context(text_view text) noexcept : outer_(innermost) {
        take(text);
        trace_id read{};
        if (detail::trace_id_reader{text}.read(read)) ids_ = read;
        innermost = this;
    }
    /// Only the ids that are given.
    SLUICE_DETAIL_HIDDEN explicit context(trace_id const& ids) noexcept : ids_(ids), outer_(innermost) {
        detail::buffer text;
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
        take(text.view());
        innermost = this;
    }
    context(context const&) = delete;
    context& operator=(context const&) = delete;
    SLUICE_DETAIL_HIDDEN ~context() {
        innermost = outer_;
        if (text_ != local_) free(text_);
    }

    [[nodiscard]] text_view text() const noexcept { return {text_, size_}; }
    [[nodiscard]] trace_id const& ids() const noexcept { return ids_; }
    /// This thread's innermost context, or null.
    [[nodiscard]] SLUICE_DETAIL_HIDDEN static context const* current() noexcept { return innermost; }

private:
    static constexpr size_t local_size = 40;

    // Constant-initialised and trivially destroyed: read without a guard, and until the thread's last destructor.
    SLUICE_DETAIL_HIDDEN static inline constinit thread_local context const* innermost = nullptr;

    char local_[local_size];
    char* text_ = local_;
    size_t size_ = 0;
    trace_id ids_{};
    context const* outer_;

    void take(text_view text) noexcept {
        if (text.size() > local_size) text_ = static_cast<char*>(malloc(text.size()));
        if (text_ == nullptr) text_ = local_;
        size_ = text_ == local_ && text.size() > local_size ? local_size : text.size();
        if (size_ != 0) memcpy(text_, text.data(), size_);
        for (size_t i = 0; i < size_; ++i)
            if (text_[i] == '\n' || text_[i] == '\r') text_[i] = ' ';
    }
};

}  // namespace sluice

#include "detail/pop_macros.hpp"
