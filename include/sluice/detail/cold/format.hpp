// The one place that knows the formatting library: {fmt}, 9 or later.
#pragma once

#if __has_include(<fmt/base.h>)
#include <fmt/base.h>
#else
#include <fmt/core.h>
#endif

#include "../buffer.hpp"
#include "../compiler.hpp"

namespace sluice::detail {

using format_arguments = ::fmt::format_args;

/// An output iterator into a buffer.
class buffer_inserter {
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

/// A format string that is made only where it fits arguments of these types; made at compile time, or not at
/// all.
template <class... Arguments>
using checked_format = ::fmt::format_string<Arguments...>;

using ::fmt::make_format_args;

/// Appends the message. What a formatter throws ends it, with a note of that in its place: nothing leaves.
inline void format_message(buffer& out, char const* format, format_arguments arguments) noexcept {
    SLUICE_DETAIL_TRY { ::fmt::vformat_to(buffer_inserter{out}, format, arguments); }
    SLUICE_DETAIL_CATCH_ALL { out.append("[sluice: a formatter threw here]"); }
}

}  // namespace sluice::detail
