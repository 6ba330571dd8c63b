// An argument that is costly to make: made when a message is formatted that shows it, and not before.
#pragma once

#include "detail/push_macros.hpp"

#include "detail/buffer.hpp"
#include "detail/cold/format.hpp"

namespace sluice {

namespace detail {

// Never called.
template <class Callable>
Callable const& some() noexcept;
template <class Value>
void take(Value const&) noexcept;

template <class Callable>
inline constexpr bool gives_value = requires { take(some<Callable>()()); };

}  // namespace detail

/// Stands for what a callable returns, wherever {fmt} formats it. The field's format is that of the result:
///
///     report("estimated cost {:>8}", sluice::lazy([&] { return cost_of(plan); }));
///
/// A log call evaluates its arguments only when it is on, so it seldom needs a lazy one: this is for what is handed on
/// to functions that log. Calls the callable for each field that shows it, in the thread that logs, before the log call
/// returns; what it throws ends the message as what a formatter throws does. Moves a temporary in, and refers to any
/// other callable. One that captures little, and by value, costs a call that is off nothing; one that captures a loop's
/// counter by reference makes the compiler keep the counter in memory.
template <class Callable>
class lazy {
public:
    constexpr explicit lazy(Callable&& callable) : callable_(static_cast<Callable&&>(callable)) {}

    /// Makes the value.
    constexpr decltype(auto) operator()() const { return callable_(); }

private:
    static_assert(detail::gives_value<Callable>,
                  "sluice: lazy(...) takes what can be called without arguments, as a constant, and returns what is to "
                  "be logged: sluice::lazy([&] { return render(plan); })");

    Callable callable_;
};
template <class Callable>
lazy(Callable&&) -> lazy<Callable>;

namespace detail {

template <class Callable, bool = gives_value<Callable>>
struct result_of {
    using type = decltype(some<Callable>()());
};
template <class Callable>
struct result_of<Callable, false> {
    using type = int;  // a message of ours has said already what is wrong
};

template <class Callable>
struct formatted_as<lazy<Callable>> : formatted_as<typename result_of<Callable>::type> {};
template <class Callable>
inline constexpr bool takes_plain_field<lazy<Callable>> = takes_plain_field<formatted_as_t<lazy<Callable>>>;

}  // namespace detail
}  // namespace sluice

/// Hands a field's format on to the result's formatter. What that is, the library's light header doesn't know: so the
/// field is written out and formatted once more, with the width and the precision where arguments give them.
template <class Callable>
struct fmt::formatter<::sluice::lazy<Callable>, char> {
    constexpr auto parse(format_parse_context& context) {
        auto const* const first = context.begin();
        auto const* last = first;
        for (size_t depth = 0; last != context.end() && (depth != 0 || *last != '}'); ++last) {
            if (*last == '}') --depth;
            if (*last != '{') continue;
            ++depth;
            if (last + 1 != context.end() && last[1] == '}' && count_ < most)
                numbers_[count_++] = context.next_arg_id();
        }
        field_ = {first, static_cast<size_t>(last - first)};
        return last;
    }

    auto format(::sluice::lazy<Callable> const& value, format_context& context) const {
        auto&& made = value();
        auto const packed = ::fmt::make_format_args(made);
        basic_format_arg<format_context> arguments[1 + most] = {format_args(packed).get(0)};
        ::sluice::detail::buffer field;
        field.append("{0:");
        int count = 0, unnumbered = 0;
        for (size_t i = 0; i < field_.size(); ++i) {
            field.append(field_[i]);
            if (field_[i] != '{' || count == most) continue;
            ::sluice::text_view const rest = field_.part(i + 1);
            ::sluice::text_view const id = rest.part(0, rest.find('}'));
            arguments[++count] = id.empty() ? context.arg(numbers_[unnumbered++]) : find(context, id);
            field.append_number(static_cast<unsigned>(count));
            i += id.size();
        }
        field.append('}');
        return ::fmt::vformat_to(context.out(), string_view(field.view().data(), field.view().size()),
                                 format_args(arguments, count + 1));
    }

private:
    static constexpr int most = 2;  // a width and a precision

    ::sluice::text_view field_;
    int numbers_[most] = {};  // of the arguments that "{}" in the field stands for
    int count_ = 0;

    static basic_format_arg<format_context> find(format_context& context, ::sluice::text_view id) {
        int number = 0;
        for (char c : id) {
            if (c < '0' || c > '9') return context.arg(string_view(id.data(), id.size()));
            number = number * 10 + (c - '0');
        }
        return context.arg(number);
    }
};

#include "detail/pop_macros.hpp"
