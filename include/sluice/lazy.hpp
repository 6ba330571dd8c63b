// An argument that is costly to make: made when a message is formatted that shows it, and not before.
#pragma once

#include "detail/base/macros_push.hpp"

#include "detail/call/arguments.hpp"

namespace sluice {

namespace detail {

// Never called.
template <class Callable>
Callable const& some() noexcept;
template <class Value>
void take(Value const&) noexcept;

template <class Callable>
inline constexpr bool gives_value = requires { detail::take(some<Callable>()()); };

}  // namespace detail

/// Stands for what a callable returns, wherever the formatting library formats it. The field's format is that of the
/// result:
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

template <class Callable>
inline constexpr bool by_value<lazy<Callable>> = detail::fits_registers<lazy<Callable>>;

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

template <class Callable>
struct sluice::detail::format_library::formatter<::sluice::lazy<Callable>, char> : ::sluice::detail::format_again {
    template <class Context>
    auto format(::sluice::lazy<Callable> const& value, Context& context) const {
        auto&& made = value();
        return hand_on(made, context);
    }
};

#include "detail/base/macros_pop.hpp"
