// The formatting library as the runtime sees it: packed arguments into a message.
#pragma once

#include "../base/text.hpp"
#include "../base/compiler.hpp"
#include "../call/format.hpp"

namespace sluice::detail {

/// An output iterator into a buffer.
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

/// Appends the message. What a formatter throws ends it, with a note of that in its place: nothing leaves. std::format
/// may take the text in front of that with it.
SLUICE_DETAIL_COLD inline void format_message(buffer& out, char const* format, format_arguments arguments) noexcept {
    SLUICE_DETAIL_TRY { format_library::vformat_to(buffer_inserter{out}, format, arguments); }
    SLUICE_DETAIL_CATCH_ALL { out.append("[sluice: a formatter threw here]"); }
}

}  // namespace sluice::detail
