// Registries and calls where names are shadowed, and where a statement is easily misread. Included behind sluice.hpp, and
// behind macros.hpp or in front of it.
#ifdef __cpp_impl_coroutine
#include <coroutine>
#endif
#include <string>
#include <string_view>

SLUICE_REGISTRY(hostile, "HOSTILE_LOGS", (part, "A part"), (list, part, "A list", at(info)))
// Two registries in one file; a registry inside namespaces, one of which is called as ours is.
namespace company::sluice {
SLUICE_REGISTRY(inner, "INNER_LOGS", (part, "A part of another registry"))
namespace inner {
SLUICE_MODULE(detail, "inner.part.detail")
}
}  // namespace company::sluice
namespace company::trading::fmt {
SLUICE_REGISTRY(std, "INNERMOST_LOGS", (part, "A part of a registry called as a library is"), (list, part, "A list"))
}  // namespace company::trading::fmt

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
    if (condition) SLUICE_ERROR_ONCE(hostile::part, "{}", which);
    for (int i = 0; i < which; ++i) SLUICE_LOG_EVERY_N(hostile::part, ::sluice::info, 10, "{}", i);
    switch (which) {
    case 0: SLUICE_ARTIFACT(hostile::list, "{}", which); break;
    default: SLUICE_TRACE(hostile::logs, "switch", which);
    }
    SLUICE_DEBUG(company::sluice::inner::detail, "{} {}", max(which, 1), min(which, 2));
}

#define PASS_ON(CALL) CALL
inline void in_an_argument(int which) {
    PASS_ON(SLUICE_INFO(hostile::part, "text"););
    PASS_ON(SLUICE_INFO(hostile::part, "{} {}", which, which););
}

}  // namespace shadows

namespace uses_all {
using namespace std;
using namespace sluice;
inline void call(level threshold) { SLUICE_INFO(hostile::part, "{}", to_text(threshold).size()); }
}  // namespace uses_all

namespace company::trading::fmt {

// In the innermost of three namespaces that are called as libraries are.
inline void call(int which) {
    SLUICE_INFO(std::part, "{} {:>3}", which, "text");
    SLUICE_ARTIFACT(std::list, "{}", ::std::string_view("text"));
}

}  // namespace company::trading::fmt

namespace places {

template <class Number, int Times>
struct in_templates {
    static void log_it(Number value) {
        for (int i = 0; i < Times; ++i) SLUICE_INFO(hostile::part, "{} {}", i, value);
    }
    template <class... Numbers>
    static void all_of(Numbers... values) {
        ([&] { SLUICE_INFO(hostile::part, "{}", values); }(), ...);
    }
};
template struct in_templates<double, 2>;

template <auto const& Gate>
void through_a_parameter(int which) {
    SLUICE_WARNING(Gate, "{}", which);
}
template void through_a_parameter<hostile::part>(int);

inline auto const at_file_scope = [](auto const& value) { SLUICE_INFO(hostile::part, "{}", value); };
inline void in_lambdas(int which) {
    auto const by_reference = [&] { SLUICE_INFO(hostile::part, "{}", which); };
    auto by_value = [which](auto... more) mutable { SLUICE_INFO(hostile::part, "{} {}", ++which, sizeof...(more)); };
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
    explicit in_a_class(int which) noexcept : kept(which) { SLUICE_DEBUG(hostile::part, "{}", kept); }
    in_a_class(in_a_class const&) = delete;
    in_a_class& operator=(in_a_class const&) = delete;
    ~in_a_class() { SLUICE_DEBUG(hostile::part, "{}", kept); }
    int operator()(int more) const {
        SLUICE_DEBUG(hostile::part, "{}", more);
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
    SLUICE_INFO(hostile::part, "behind a label");
    if (one && other) {
        one = false;
        goto again;
    }
    return one ? 1 : 2;
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
    SLUICE_INFO(hostile::part, "behind {}", which);
}
#endif

}  // namespace places
