// Formats packed arguments into the text of a message: the only file that knows the formatting library's output.
#pragma once

#include <new>  // and std::exception

#include "../base/text.hpp"
#include "../call/format.hpp"

namespace sluice::detail {

#if SLUICE_DETAIL_FORMAT_IS == 1 && SLUICE_DETAIL_FMT_VERSION < 130000
/// A {fmt} buffer in the memory of a sluice buffer: an output iterator would append each character separately. The base
/// class is internal to {fmt}: known from 9 to 12.
class SLUICE_DETAIL_HIDDEN message_target final : public ::fmt::detail::buffer<char> {
    using base = ::fmt::detail::buffer<char>;
    using own_buffer = ::sluice::detail::buffer;

public:
#if SLUICE_DETAIL_FMT_VERSION >= 110000
    explicit message_target(own_buffer& to) noexcept : base(grow_to, to.data(), to.size(), to.capacity()), to_(to) {}
#else
    explicit message_target(own_buffer& to) noexcept : base(to.data(), to.size(), to.capacity()), to_(to) {}
#endif
    message_target(message_target const&) = delete;
    message_target& operator=(message_target const&) = delete;
    ~message_target() {
        if (!to_.is_truncated()) to_.shorten(this->size());
    }

private:
    own_buffer& to_;
    char discarded_[64];  // overflow after memory ran out

    SLUICE_DETAIL_COLD void make_room(size_t capacity) noexcept {
        if (!to_.is_truncated()) {
            to_.shorten(this->size());
            if (to_.grow(capacity - to_.size())) return this->set(to_.data(), to_.capacity());
        }
        this->set(discarded_, sizeof discarded_);
        this->clear();
    }
#if SLUICE_DETAIL_FMT_VERSION >= 110000
    static void grow_to(base& self, size_t capacity) { static_cast<message_target&>(self).make_room(capacity); }
#else
    void grow(size_t capacity) override { make_room(capacity); }
#endif
};

SLUICE_DETAIL_HIDDEN inline void append_formatted(buffer& out, format_text format, format_arguments arguments) {
    message_target target{out};
    ::fmt::vformat_to(::fmt::appender(target), format, arguments);
}
#else
/// An output iterator that appends to a buffer.
class SLUICE_DETAIL_HIDDEN buffer_inserter {
public:
    using iterator_category = ::std::output_iterator_tag;
    using difference_type = ptrdiff_t;
    using value_type = void;
    using pointer = void;
    using reference = void;

    explicit buffer_inserter(buffer& to) noexcept : to_(&to) {}
    buffer_inserter& operator=(char c) noexcept {
        to_->append(c);
        return *this;
    }
    buffer_inserter& operator*() noexcept { return *this; }
    buffer_inserter& operator++() noexcept { return *this; }
    buffer_inserter operator++(int) noexcept { return *this; }

private:
    buffer* to_;
};

SLUICE_DETAIL_HIDDEN inline void append_formatted(buffer& out, format_text format, format_arguments arguments) {
    format_library::vformat_to(buffer_inserter{out}, format, arguments);
}
#endif

SLUICE_DETAIL_COLD inline void append_failure(buffer& out, text_view reason) noexcept {
    out.append("[sluice: formatting failed");
    out.append(reason.empty() ? "" : ": ");
    out.append(reason);
    out.append(']');
}

/// Formats each field of a message on its own, after a formatter threw: the exception's text replaces its field, and the
/// other fields are kept. A field without a number gets the one that it has in the whole format.
SLUICE_DETAIL_COLD inline void format_fields(buffer& out, format_text format, format_arguments arguments) noexcept {
    unsigned next = 0;
    for (size_t at = 0; at < format.size(); ++at) {
        if (format[at] != '{' || format[at + 1] == '{') {
            out.append(format[at]);
            if (format[at] == '{' || format[at] == '}') ++at;  // twice in the format
            continue;
        }
        local_buffer<64> field;
        for (int depth = 0; at < format.size(); ++at) {
            field.append(format[at]);
            if (format[at] == '}' && --depth == 0) break;
            if (format[at] != '{') continue;
            ++depth;
            if (format[at + 1] == '}' || format[at + 1] == ':') field.append_number(next++);
        }
        SLUICE_DETAIL_TRY { append_formatted(out, {field.data(), field.size()}, arguments); }
#if SLUICE_DETAIL_EXCEPTIONS
        catch (::std::exception const& thrown) {
            append_failure(out, thrown.what());
        }
#endif
        SLUICE_DETAIL_CATCH_ALL { append_failure(out, ""); }
    }
}

/// Appends the message.
SLUICE_DETAIL_OUT_OF_LINE inline void format_message(buffer& out, format_text format,
                                                     format_arguments arguments) noexcept {
    size_t const start = out.size();
    SLUICE_DETAIL_TRY { append_formatted(out, format, arguments); }
    SLUICE_DETAIL_CATCH_ALL {
        out.shorten(start);
        format_fields(out, format, arguments);
    }
    out.mark_truncated();
}

}  // namespace sluice::detail
