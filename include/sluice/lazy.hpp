// Lazy arguments: expensive values that are computed only when a message that shows them is formatted.
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/call/arguments.hpp"

namespace sluice {

namespace detail {

// Only for unevaluated operands.
template <class Callable>
Callable const& declval() noexcept;
template <class Value>
void take(Value const&) noexcept;

template <class Callable>
inline constexpr bool returns_value = requires { detail::take(detail::declval<Callable>()()); };

}  // namespace detail

/// An argument whose value is the result of a callable. Takes the field formats of that result:
///
///     report("estimated cost {:>8}", sluice::lazy([&] { return cost_of(plan); }));
///
/// A log call evaluates its arguments only when it is enabled, so lazy arguments are for functions that pass values on
/// to a log call. The callable is called once for each field that shows it, in the thread that logs, before the log
/// call returns. An exception from it ends the message as one from a formatter does. Stores a temporary callable, and
/// refers to any other. A callable that captures little, and by value, costs nothing while the call is off; capturing a
/// loop counter by reference makes the compiler keep it in memory. Allocates nothing, locks nothing.
template <class Callable>
class lazy {
public:
    constexpr explicit lazy(Callable&& callable) : callable_(static_cast<Callable&&>(callable)) {}

    /// Computes the value.
    constexpr decltype(auto) operator()() const { return callable_(); }

private:
    static_assert(detail::returns_value<Callable>,
                  "sluice: lazy(...) takes a callable that can be called without arguments, and as const, and returns "
                  "the value to log: sluice::lazy([&] { return render(plan); })");

    Callable callable_;
};
template <class Callable>
lazy(Callable&&) -> lazy<Callable>;

template <class Callable>
inline constexpr bool by_value<lazy<Callable>> = detail::fits_registers<lazy<Callable>>;

namespace detail {

template <class Callable, bool = returns_value<Callable>>
struct result_of {
    using type = decltype(detail::declval<Callable>()());
};
template <class Callable>
struct result_of<Callable, false> {
    using type = int;  // another message has reported the mistake
};

template <class Callable>
struct formatted_as<lazy<Callable>> : formatted_as<typename result_of<Callable>::type> {};
template <class Callable>
inline constexpr bool takes_plain_field<lazy<Callable>> = takes_plain_field<formatted_as_t<lazy<Callable>>>;

}  // namespace detail
}  // namespace sluice

template <class Callable>
struct sluice::detail::format_library::formatter<::sluice::lazy<Callable>, char> : ::sluice::detail::format_again {
    template <class Context>
    auto format(::sluice::lazy<Callable> const& value, Context& context) const {
        auto&& made = value();
        return delegate(made, context);
    }
};

#include "detail/base/macros_pop.hpp"
