// Formatters for sluice's own types, which format another value of a type that the library knows.
#pragma once

#include "../../level.hpp"
#include "../base/text.hpp"
#include "format.hpp"

namespace sluice::detail {

/// A base of formatters that passes a field's format on to another value's formatter. The library's light header
/// doesn't define that one: so the field is rebuilt as text and formatted again.
class format_again {
public:
    constexpr auto parse(format_library::format_parse_context& context) {
        auto const first = context.begin();
        auto last = first;
        for (size_t depth = 0; last != context.end() && (depth != 0 || *last != '}'); ++last) {
            if (*last == '}') --depth;
            if (*last != '{') continue;
            ++depth;
            if (last + 1 != context.end() && last[1] == '}' && count_ < max_arguments)
                numbers_[count_++] = context.next_arg_id();
        }
        if (first != last) field_ = {&*first, static_cast<size_t>(last - first)};
        return last;
    }

protected:
    /// Formats the value, with the width and precision that arguments may give.
    template <class Value, class Context>
    auto delegate(Value& value, Context& context) const {
        int given[max_arguments] = {};
        local_buffer<1024> field;
        field.append("{0:");
        unsigned count = 0, unnumbered = 0;
        for (size_t i = 0; i < field_.size(); ++i) {
            field.append(field_[i]);
            if (field_[i] != '{' || count == max_arguments) continue;
            text_view const rest = field_.part(i + 1);
            text_view const id = rest.part(0, rest.find('}'));
            given[count++] = id.empty() ? number(context.arg(numbers_[unnumbered++])) : find(context, id);
            field.append_number(count);
            i += id.size();
        }
        field.append('}');
        return format_library::vformat_to(context.out(), format_text(field.view().data(), field.view().size()),
                                          format_library::make_format_args(value, given[0], given[1]));
    }

private:
    static constexpr size_t max_arguments = 2;                    // a width and a precision
    static format_library::format_parse_context& some_context();  // never called
    using id_type = decltype(some_context().next_arg_id());

    text_view field_;
    id_type numbers_[max_arguments] = {};  // of the arguments for "{}" in the field
    size_t count_ = 0;

    /// Returns the number that an argument holds; -1, which the library rejects, if it isn't a width.
    template <class Argument>
    static int number(Argument const& argument) {
        auto const to_int = [](auto const& value) {
            if constexpr (requires { value >> 1; } && sizeof value >= sizeof(int)) {  // neither bool nor char
                if (value >= 0 && value <= 0x7fffffff) return static_cast<int>(value);
            }
            return -1;
        };
        if constexpr (requires { argument.visit(to_int); })
            return argument.visit(to_int);
        else
            return visit_format_arg(to_int, argument);
    }

    template <class Context>
    static int find(Context& context, text_view id) {
        id_type at = 0;
        for (char c : id) {
            if (c >= '0' && c <= '9') {
                at = at * 10 + static_cast<id_type>(c - '0');
            } else {
                if constexpr (requires { context.arg(format_text()); })  // std::format has no names
                    return number(context.arg(format_text(id.data(), id.size())));
                return -1;
            }
        }
        return number(context.arg(at));
    }
};

}  // namespace sluice::detail

template <>
struct sluice::detail::format_library::formatter<::sluice::text_view, char> : ::sluice::detail::format_again {
    template <class Context>
    auto format(::sluice::text_view const& text, Context& context) const {
        ::sluice::detail::format_text const known(text.data(), text.size());
        return delegate(known, context);
    }
};
template <>
struct sluice::detail::format_library::formatter<::sluice::level, char> : ::sluice::detail::format_again {
    template <class Context>
    auto format(::sluice::level value, Context& context) const {
        ::sluice::text_view const name = to_text(value);
        ::sluice::detail::format_text const known(name.data(), name.size());
        return delegate(known, context);
    }
};
