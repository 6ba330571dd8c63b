// Text buffers for messages, records and help. Independent of their contents. Usable at compile time.
#pragma once

#include <stdlib.h>
#include <string.h>

#include "../../text_view.hpp"
#include "compiler.hpp"

namespace sluice::detail {

/// A text buffer that grows as needed. If memory runs out, it keeps what fits and is marked as truncated.
class SLUICE_DETAIL_HIDDEN buffer {
public:
    buffer(buffer const&) = delete;
    buffer& operator=(buffer const&) = delete;

    SLUICE_DETAIL_OUT_OF_LINE constexpr void append(text_view text) noexcept {
        size_t count = text.size();
        if (capacity_ - size_ < count && !grow(count)) count = capacity_ - size_;
        if (__builtin_is_constant_evaluated())
            for (size_t i = 0; i != count; ++i) data_[size_ + i] = text[i];
        else if (count != 0)
            memcpy(data_ + size_, text.data(), count);
        size_ += count;
    }
    SLUICE_DETAIL_OUT_OF_LINE constexpr void append(char c) noexcept {
        if (size_ == capacity_ && !grow(1)) return;
        data_[size_++] = c;
    }
    /// Appends a decimal number, with leading zeros up to `digits` digits.
    SLUICE_DETAIL_OUT_OF_LINE constexpr void append_number(unsigned long long value, unsigned digits = 1) noexcept {
        char text[20] = {};
        char* const end = text + sizeof text;
        char* first = end;
        for (; value > 0xffffffff; value /= 10) *--first = static_cast<char>('0' + value % 10);
        for (auto rest = static_cast<unsigned>(value); rest != 0; rest /= 10) *--first = static_cast<char>('0' + rest % 10);
        while (first == end || end - first < static_cast<int>(digits)) *--first = '0';
        append({first, static_cast<size_t>(end - first)});
    }
    SLUICE_DETAIL_COLD constexpr void append_repeated(char c, size_t count) noexcept {
        for (; count != 0; --count) append(c);
    }

    SLUICE_DETAIL_ACCESSOR constexpr void shorten(size_t size) noexcept { size_ = size; }
    SLUICE_DETAIL_ACCESSOR constexpr void clear() noexcept {
        size_ = 0;
        truncated_ = false;
    }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr text_view view() const noexcept { return {data_, size_}; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr size_t size() const noexcept { return size_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr bool is_truncated() const noexcept { return truncated_; }

    /// Makes room for `more` characters after the text, if there is memory. The text may move.
    SLUICE_DETAIL_ACCESSOR void reserve(size_t more) noexcept {
        if (capacity_ - size_ < more) grow(more);
    }
    /// Makes room likewise. Returns false if memory runs out.
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR bool has_room(size_t more) noexcept {
        return capacity_ - size_ >= more || grow(more);
    }
    /// If memory ran out, ends the text with a note that says so, and with `end`.
    SLUICE_DETAIL_ACCESSOR constexpr void mark_truncated(text_view end = {}) noexcept {
        if (truncated_) end_truncated(end);
    }
    SLUICE_DETAIL_COLD constexpr void end_truncated(text_view end) noexcept {
        constexpr text_view note{"[sluice: no memory for the rest]"};
        truncated_ = false;
        size_t const size = note.size() + end.size();
        size_ = size_ < size ? 0 : size_ - size;
        append(note);
        append(end);
    }

    // For the formatting library, which writes to the memory directly.
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr char* data() noexcept { return data_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr size_t capacity() const noexcept { return capacity_; }
    /// Makes room for `more` characters after the text. Returns false, marked as truncated, if memory runs out.
    SLUICE_DETAIL_COLD constexpr bool grow(size_t more) noexcept {
        if (capacity_ - size_ >= more) return true;
        bool const grows = !truncated_ && !__builtin_is_constant_evaluated();
        truncated_ = true;
        if (!grows) return false;
        size_t const wanted = size_ + more > capacity_ * 2 ? size_ + more : capacity_ * 2;
        char* const grown = static_cast<char*>(realloc(data_ == local_ ? nullptr : data_, wanted));
        if (grown == nullptr) return false;
        if (data_ == local_) memcpy(grown, data_, size_);
        data_ = grown;
        capacity_ = wanted;
        truncated_ = false;
        return true;
    }

protected:
    SLUICE_DETAIL_ACCESSOR constexpr buffer(char* local, size_t capacity) noexcept : data_(local), local_(local), capacity_(capacity) {}
    constexpr ~buffer() {
        if (data_ != local_) free(data_);
    }

private:
    char* data_;
    char* local_;
    size_t size_ = 0;
    size_t capacity_;
    bool truncated_ = false;

};

/// A buffer that allocates only for more than Size characters. At compile time it holds at most Size.
template <size_t Size>
class SLUICE_DETAIL_HIDDEN local_buffer : public buffer {
public:
    SLUICE_DETAIL_ACCESSOR constexpr local_buffer() noexcept : buffer(characters_, Size) {}

private:
    char characters_[Size];
};

/// A text in its own memory. Freed only by release(), because a registry's texts must last until the program's last
/// destructor.
struct owned_text {
    char* data = nullptr;
    size_t size = 0;

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr text_view view() const noexcept { return {data == nullptr ? "" : data, size}; }
    /// Copies a text. Returns false, and is empty, if memory runs out.
    SLUICE_DETAIL_COLD bool assign(text_view text) noexcept {
        release();
        if (text.empty()) return true;
        data = static_cast<char*>(malloc(text.size()));
        if (data == nullptr) return false;
        memcpy(data, text.data(), text.size());
        size = text.size();
        return true;
    }
    SLUICE_DETAIL_COLD void release() noexcept {
        free(data);
        *this = {};
    }
};

/// A buffer on the stack for messages about mistakes.
using message_buffer = local_buffer<256>;

}  // namespace sluice::detail
