// Characters on their way out: messages, records, help. Knows nothing of what they say.
#pragma once

#include <stdlib.h>
#include <string.h>

#include "../../text_view.hpp"
#include "compiler.hpp"

namespace sluice::detail {

/// Grows as needed; the first KiB takes no allocation. When memory runs out what fits is kept, and all behind it is
/// counted.
class buffer {
public:
    buffer() noexcept {}
    buffer(buffer const&) = delete;
    buffer& operator=(buffer const&) = delete;
    ~buffer() { release(); }

    SLUICE_DETAIL_COLD void append(text_view text) noexcept {
        size_t const fits = reserve(text.size());
        if (fits != 0) memcpy(data_ + size_, text.data(), fits);
        size_ += fits;
        lost_ += text.size() - fits;
    }
    SLUICE_DETAIL_COLD void append(char c) noexcept {
        if ((size_ < capacity_ && lost_ == 0) || reserve(1) != 0)
            data_[size_++] = c;
        else
            ++lost_;
    }
    /// Decimal, with zeros in front up to `width` digits.
    SLUICE_DETAIL_COLD void append_number(unsigned long long value, int width = 1) noexcept {
        char digits[20];
        int count = 0;
        do {
            digits[count++] = static_cast<char>('0' + value % 10);
            value /= 10;
        } while (value != 0);
        for (int i = count; i < width; ++i) append('0');
        while (count != 0) append(digits[--count]);
    }
    void shorten(size_t size) noexcept { size_ = size; }
    void clear() noexcept { size_ = lost_ = 0; }
    /// Where memory ran out, ends the text with a note of that, and with `end`.
    SLUICE_DETAIL_COLD void admit_loss(text_view end = {}) noexcept {
        if (lost_ == 0) return;
        constexpr text_view note{"[sluice: no memory for the rest]"};
        lost_ = 0;
        size_ -= note.size() + end.size();
        append(note);
        append(end);
    }

    [[nodiscard]] text_view view() const noexcept { return {data_, size_}; }
    /// Characters that didn't fit into memory.
    [[nodiscard]] size_t lost() const noexcept { return lost_; }

private:
    static constexpr size_t local_size = 1024;

    char local_[local_size];
    char* data_ = local_;
    size_t size_ = 0;
    size_t capacity_ = local_size;
    size_t lost_ = 0;

    void release() noexcept {
        if (data_ != local_) free(data_);
    }
    // Makes room for `more` characters; returns how many of them there is room for.
    SLUICE_DETAIL_COLD size_t reserve(size_t more) noexcept {
        if (lost_ != 0) return 0;
        if (more <= capacity_ - size_) return more;
        size_t const doubled = capacity_ * 2;
        size_t const wanted = size_ + more > doubled ? size_ + more : doubled;
        char* const grown = static_cast<char*>(malloc(wanted));
        if (grown == nullptr) return capacity_ - size_;  // at which it stays, as the rest is lost
        memcpy(grown, data_, size_);
        release();
        data_ = grown;
        capacity_ = wanted;
        return more;
    }
};

}  // namespace sluice::detail
