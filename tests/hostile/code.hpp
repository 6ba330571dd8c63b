// Calls where names are shadowed, and where statements are easily misparsed. Included after sluice.hpp, and before or
// after macros.hpp. PLACE is a namespace unique to the including file, so that each file's calls run, whichever files
// are linked. run() makes all calls; lines.txt has their output.
#ifdef __cpp_impl_coroutine
#include <coroutine>
#endif
#include <string>
#include <string_view>

#include "registries.hpp"

namespace PLACE {

namespace shadows {

struct std {};
struct fmt {};
struct level {};
struct text_view {};

inline void all(bool condition, int which) {
    struct sluice {};
    if (condition)
        SLUICE_INFO(hostile::part, "the only statement");
    else
        SLUICE_WARNING(hostile::part, "its else belongs to the right if");
    if (condition) SLUICE_LOG_ONCE(hostile::part, ::sluice::level{40}, "once {}", which);
#pragma push_macro("info")
#undef info
    for (int i = 0; i < 12; ++i) SLUICE_LOG_EVERY_N(hostile::part, ::sluice::info, 10, "every tenth: {}", i);
#pragma pop_macro("info")
    switch (which) {
    case 0: SLUICE_ARTIFACT(hostile::list, "case {}", which); break;
    default: SLUICE_TRACE(hostile::logs, "switch", which);
    }
#if defined(max) && defined(min)
    SLUICE_DEBUG(company::sluice::inner::detail, "most {}, least {}", max(which, 1), min(which, 1));
#endif
}

// Calls as arguments of macros that pass them on to other macros, as in test frameworks. If a call expanded to a comma
// outside parentheses, the comma would end the argument.
#define PASS_ONE(CALL) CALL
#define TWICE(CALL) PASS_ONE(CALL)
#define THROWS_NOTHING(CALL) THROWS_NOTHING_(CALL, SLUICE_ERROR(hostile::part, "thrown"))
#define THROWS_NOTHING_(CALL, OTHERWISE) \
    if (true) try {                      \
            CALL;                        \
        } catch (...) {                  \
            OTHERWISE;                   \
        }                                \
    else                                 \
        static_cast<void>(0)

template <class Number>
void in_arguments(Number which) {
    TWICE(SLUICE_LOG(hostile::part, ::sluice::level{20}, "passed {} {}", which, 1));
    TWICE(SLUICE_DEBUG(hostile::part, "passed {} {}", which, 2));
    TWICE(SLUICE_INFO(hostile::part, "passed {} {}", which, 3));
    TWICE(SLUICE_INFO(hostile::part, "passed"));
    TWICE(SLUICE_WARNING(hostile::part, "passed {} {}", which, 4));
    TWICE(SLUICE_ERROR(hostile::part, "passed {} {}", which, 5));
    TWICE(SLUICE_CRITICAL(hostile::part, "passed {} {}", which, 6));
    TWICE(SLUICE_ARTIFACT(hostile::list, "passed {} {}", which, 7));
    TWICE(SLUICE_LOG_IF(hostile::part, ::sluice::level{20}, which > 0, "passed {} {}", which, 8));
    TWICE(SLUICE_LOG_IF(hostile::part, ::sluice::level{20}, which < 0, "not true of {} {}", which, 8));
    TWICE(SLUICE_LOG_ONCE(hostile::list, ::sluice::on_t{}, "passed {} {}", which, 9));
    TWICE(SLUICE_LOG_ONCE(hostile::part, ::sluice::level{10}, "passed {} {}", which, 10));
    TWICE(SLUICE_LOG_ONCE(hostile::part, ::sluice::level{20}, "passed {} {}", which, 11));
    TWICE(SLUICE_WARNING_ONCE(hostile::part, "passed {} {}", which, 12));
    TWICE(SLUICE_LOG_ONCE(hostile::part, ::sluice::level{40}, "passed {} {}", which, 13));
    TWICE(SLUICE_LOG_ONCE(hostile::part, ::sluice::level{50}, "passed {} {}", which, 14));
    TWICE(SLUICE_LOG_FIRST_N(hostile::part, ::sluice::level{20}, 2, "passed {} {}", which, 15));
    TWICE(SLUICE_LOG_EVERY_N(hostile::part, ::sluice::level{20}, which, "passed {} {}", which, 16));
    TWICE(SLUICE_LOG_EVERY_SECONDS(hostile::part, ::sluice::level{20}, 0.5, "passed {} {}", which, 17));
    TWICE(SLUICE_TRACE(hostile::logs, "passed", ::sluice::json_object({{"which", which}, {"times", 2}})));
    TWICE(SLUICE_TRACE(hostile::logs, "more", ::sluice::json_array({which, 2}), "a payload"));
    THROWS_NOTHING(SLUICE_INFO(hostile::part, "throws nothing"));
    THROWS_NOTHING(SLUICE_INFO(hostile::part, "throws {}", which > 0 ? throw 1 : which));
}

}  // namespace shadows

namespace uses_all {
using namespace std;
using namespace sluice;
inline void call(level threshold) { SLUICE_INFO(hostile::part, "{} letters", to_text(threshold).size()); }
}  // namespace uses_all

}  // namespace PLACE

// Logs in the innermost of three namespaces that have names of libraries.
namespace company::trading::fmt::PLACE {

inline void call(int which) {
    SLUICE_INFO(std::part, "{} {:>6}", which, "text");
    SLUICE_ARTIFACT(std::list, "{}", ::std::string_view("a text"));
}

}  // namespace company::trading::fmt::PLACE

namespace PLACE {
namespace places {

template <class Number, int Times>
struct in_templates {
    static void log_it(Number value) {
        for (int i = 0; i < Times; ++i) SLUICE_INFO(hostile::part, "template {} {}", i, value);
    }
    template <class... Numbers>
    static void all_of(Numbers... values) {
        ([&] { SLUICE_INFO(hostile::part, "pack {}", values); }(), ...);
    }
};
template struct in_templates<double, 2>;

template <auto const& Gate>
void through_a_parameter(int which) {
    SLUICE_WARNING(Gate, "parameter {}", which);
}
template void through_a_parameter<hostile::part>(int);

inline auto const at_file_scope = [](auto const& value) { SLUICE_INFO(hostile::part, "at file scope {}", value); };
inline void in_lambdas(int which) {
    auto const by_reference = [&] { SLUICE_INFO(hostile::part, "by reference {}", which); };
    auto by_value = [which](auto... more) mutable {
        SLUICE_INFO(hostile::part, "{} and {}", ++which, sizeof...(more));
    };
    by_reference();
    by_value(1, 2);
    at_file_scope(::std::string("text"));
}

constexpr int in_a_constant(int which) {
    if (which < 0) SLUICE_ERROR(hostile::part, "{} is negative", which);
    return which * 2;
}
static_assert(in_a_constant(-2) == -4);

struct in_a_class {
    explicit in_a_class(int which) noexcept : kept(which) { SLUICE_DEBUG(hostile::part, "made {}", kept); }
    in_a_class(in_a_class const&) = delete;
    in_a_class& operator=(in_a_class const&) = delete;
    ~in_a_class() { SLUICE_DEBUG(hostile::part, "ended {}", kept); }
    int operator()(int more) const {
        SLUICE_DEBUG(hostile::part, "called with {}", more);
        return more + kept;
    }
    int kept;
};

inline int on_one_line(bool one, bool other) {
    if (one)
        if (other)
            SLUICE_INFO(hostile::part, "both");
        else
            SLUICE_INFO(hostile::part, "one");
    else
        SLUICE_INFO(hostile::part, "none or the other");
    do SLUICE_INFO(hostile::part, "once");
    while (false);
    try {
        SLUICE_INFO(hostile::part, "in a block");
    } catch (...) { SLUICE_ERROR(hostile::part, "in a handler"); }
again:
    SLUICE_INFO(hostile::part, "after a label");
    if (one && other) {
        one = false;
        goto again;
    }
    return one ? 1 : 2;
}

// A function that uses general registers only logs through another function, and can ask whether that logs.
#if defined(__x86_64__)
#define GENERAL_REGISTERS __attribute__((__target__("general-regs-only")))
#else
#define GENERAL_REGISTERS
#endif
__attribute__((__noinline__)) inline void out_of_general_registers(int which) {
    SLUICE_WARNING(hostile::part, "called with general registers {}", which);
}
GENERAL_REGISTERS inline void in_general_registers(int which) {
    if (hostile::logs.enabled(hostile::part, ::sluice::level{30})) out_of_general_registers(which);
}

#ifdef __cpp_impl_coroutine
struct task {
    struct promise_type {
        task get_return_object() { return {}; }
        ::std::suspend_never initial_suspend() noexcept { return {}; }
        ::std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() {}
    };
};
inline task in_a_coroutine(int which) {
    SLUICE_INFO(hostile::part, "before {}", which);
    co_await ::std::suspend_never{};
    SLUICE_INFO(hostile::part, "after {}", which);
}
#else  // Clang 14 with libstdc++: logs the same lines
inline void in_a_coroutine(int which) {
    SLUICE_INFO(hostile::part, "before {}", which);
    SLUICE_INFO(hostile::part, "after {}", which);
}
#endif

}  // namespace places

/// The number differs in each file, as some texts are logged once per process.
inline void run(int number) {
    shadows::all(true, number);
    shadows::all(false, 0);
    shadows::in_arguments(number);
    uses_all::call(::sluice::level{20});
    company::trading::fmt::PLACE::call(number);
    places::in_templates<double, 2>::log_it(0.5);
    places::in_templates<double, 2>::all_of(number, 'c', "text");
    places::through_a_parameter<hostile::part>(number);
    places::in_lambdas(number);
    if (places::in_a_constant(-number) != -2 * number) SLUICE_CRITICAL(hostile::part, "wrong number");
    places::in_a_class{number}(1);
    places::on_one_line(true, true);
    places::on_one_line(true, false);
    places::on_one_line(false, true);
    places::in_a_coroutine(number);
    places::in_general_registers(number);
}

}  // namespace PLACE
