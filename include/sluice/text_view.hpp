// A view of characters, like std::string_view, at a fraction of its cost to include. Converts from string literals,
// std::string, std::string_view and other types with data() and size().
#pragma once

#include <stddef.h>

#include "detail/base/compiler.hpp"

namespace sluice {

/// A non-owning view of characters, not necessarily NUL-terminated. Trivially copyable. All functions are constexpr,
/// allocate nothing and throw nothing.
class text_view {
public:
    SLUICE_DETAIL_ACCESSOR constexpr text_view() noexcept = default;
    SLUICE_DETAIL_ACCESSOR constexpr text_view(char const* first, size_t count) noexcept : data_(first), size_(count) {}
    /// Views NUL-terminated characters.
    SLUICE_DETAIL_ACCESSOR constexpr text_view(char const* text) noexcept : data_(text), size_(__builtin_strlen(text)) {}
    template <class String>
    requires requires(String const& s) {
        static_cast<char const*>(s.data());
        static_cast<size_t>(s.size());
    }
    SLUICE_DETAIL_ACCESSOR constexpr text_view(String const& s) noexcept : data_(s.data()), size_(s.size()) {}

    /// Converts to std::string_view, and to std::string, which allocates and may throw.
    template <class String>
    requires requires(char const* first, size_t count) {
        typename String::traits_type;
        String(first, count);
    }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr operator String() const {
        return String(data_, size_);
    }
    /// Writes to a std::ostream.
    template <class Stream>
    requires requires(Stream& out, char const* first) { out.write(first, out.width()); }
    friend Stream& operator<<(Stream& out, text_view text) {
        out.write(text.data_, static_cast<decltype(out.width())>(text.size_));
        return out;
    }

    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr char const* data() const noexcept { return data_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr size_t size() const noexcept { return size_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr char const* begin() const noexcept { return data_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr char const* end() const noexcept { return data_ + size_; }
    [[nodiscard]] SLUICE_DETAIL_ACCESSOR constexpr char operator[](size_t i) const noexcept { return data_[i]; }

    /// Returns at most `count` characters from `first` on; both are limited to the size.
    [[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr text_view part(size_t first, size_t count = static_cast<size_t>(-1)) const noexcept {
        if (first > size_) first = size_;
        size_t const left = size_ - first;
        return {data_ + first, count < left ? count : left};
    }
    [[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr bool starts_with(text_view head) const noexcept {
        return size_ >= head.size_ && part(0, head.size_) == head;
    }
    /// Returns the index of the first `wanted`, or size() if there is none.
    [[nodiscard]] SLUICE_DETAIL_HIDDEN constexpr size_t find(char wanted) const noexcept {
        size_t i = 0;
        while (i < size_ && data_[i] != wanted) ++i;
        return i;
    }

    SLUICE_DETAIL_HIDDEN friend constexpr bool operator==(text_view a, text_view b) noexcept {
        if (a.size_ != b.size_) return false;
        if (!__builtin_is_constant_evaluated()) return __builtin_memcmp(a.data_, b.data_, a.size_) == 0;
        for (size_t i = 0; i < a.size_; ++i)
            if (a.data_[i] != b.data_[i]) return false;
        return true;
    }
    /// Compares with a std::string or std::string_view, each of which converts to the other.
    template <class String>
    requires requires { typename String::traits_type; }
    SLUICE_DETAIL_HIDDEN friend constexpr bool operator==(text_view a, String const& b) noexcept {
        return a == text_view{b};
    }

private:
    char const* data_ = "";
    size_t size_ = 0;
};

}  // namespace sluice
