// Calls in every kind of function. This file must compile without warnings.
#include <coroutine>
#include <memory>
#include <sluice/trace.hpp>

#include "../unit/shop.hpp"

namespace {

template <class Type>
Type in_template(Type value) {
    SLUICE_DEBUG(shop::reader, "{}", value);
    return value;
}
[[maybe_unused]] void instantiate() {
    in_template(1);
    in_template(std::string("text"));
}

template <class Gate>
void gate_as_parameter(Gate gate, int value) {
    SLUICE_DEBUG(gate, "{}", value);
}
[[maybe_unused]] void pass_gates() {
    gate_as_parameter(shop::reader, 1);
    auto const& alias = shop::planner;
    SLUICE_DEBUG(alias, "an alias");
}

struct object {
    int member = 1;
    unsigned bits : 3 = 2;
    static inline int shared = 3;

    object() { SLUICE_DEBUG(shop::reader, "constructor {} {} {}", member, bits, shared); }
    object(object const&) = default;
    ~object() { SLUICE_DEBUG(shop::reader, "destructor {}", this->member); }
    void method() const volatile { SLUICE_DEBUG(shop::reader, "{}", member); }
    void unsure() const noexcept { SLUICE_DEBUG(shop::reader, "noexcept {}", member); }
    int operator()(int x) const {
        SLUICE_DEBUG(shop::reader, "call operator {} {}", member, x);
        return x;
    }
    template <class Type>
    explicit operator Type() const {
        SLUICE_DEBUG(shop::reader, "conversion {}", member);
        return {};
    }
    static void stat() { SLUICE_DEBUG(shop::reader, "static {}", shared); }
    int initialised = [this] {
        SLUICE_DEBUG(shop::reader, "member initialiser {}", member);
        return 1;
    }();
};

[[maybe_unused]] int in_lambdas(int value) {
    auto const generic = [value](auto const& x) {
        SLUICE_DEBUG(shop::reader, "{} {}", value, x);
        auto const inner = [&] { SLUICE_DEBUG(shop::reader, "{}", value); };
        inner();
    };
    generic(1);
    generic("text");
    auto const in_mutable = [value]() mutable noexcept { SLUICE_DEBUG(shop::reader, "{}", ++value); };
    auto copy = in_mutable;
    copy();
    // A call as an argument of a call: its declarations shadow those of the outer call, which -Wshadow reports.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
    SLUICE_DEBUG(shop::reader, "{}", [&] {
        SLUICE_DEBUG(shop::planner, "{}", value);
        return value;
    }());
#pragma GCC diagnostic pop
    return value;
}

[[maybe_unused]] void in_statements(int value) {
    for (int i = 0; i < value; ++i) SLUICE_DEBUG(shop::reader, "for {}", i);
    while (value-- > 0) SLUICE_DEBUG(shop::reader, "while");
    do SLUICE_DEBUG(shop::reader, "do");
    while (value > 0);
    if (value > 1) SLUICE_DEBUG(shop::reader, "if");
    if (value > 2)
        SLUICE_DEBUG(shop::reader, "if");
    else
        SLUICE_DEBUG(shop::reader, "else");
    switch (value) {
    case 1: SLUICE_DEBUG(shop::reader, "case"); break;
    default: SLUICE_DEBUG(shop::reader, "default");
    }
    try {
        SLUICE_DEBUG(shop::reader, "try");
    } catch (...) {
        SLUICE_DEBUG(shop::reader, "catch");
    }
}

struct task {
    struct promise_type {
        task get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() {}
    };
};
[[maybe_unused]] task coroutine(std::string text) {
    SLUICE_DEBUG(shop::reader, "before {}", text);
    co_await std::suspend_never{};
    SLUICE_DEBUG(shop::reader, "after {}", text);
}

constexpr int constant(int x) {
    if (x > 0) SLUICE_DEBUG(shop::reader, "{}", x);
    return x;
}
static_assert(constant(3) == 3);
consteval int immediate(int x) {
    SLUICE_DEBUG(shop::reader, "{}", x);
    return x;
}
static_assert(immediate(3) == 3);

// Every macro with a limit, in the same places.
#define LIMITED(...)                                                          \
    SLUICE_LOG_ONCE(shop::reader, sluice::debug, __VA_ARGS__);                             \
    SLUICE_LOG_ONCE(shop::reader, sluice::info, __VA_ARGS__);                              \
    SLUICE_WARNING_ONCE(shop::reader, __VA_ARGS__);                           \
    SLUICE_LOG_ONCE(shop::reader, sluice::error, __VA_ARGS__);                             \
    SLUICE_LOG_ONCE(shop::reader, sluice::critical, __VA_ARGS__);                          \
    SLUICE_LOG_ONCE(shop::plan_tree, sluice::on, __VA_ARGS__);                \
    SLUICE_LOG_FIRST_N(shop::reader, sluice::debug, 3, __VA_ARGS__);          \
    SLUICE_LOG_EVERY_N(shop::plan_tree, sluice::on, 3ull, __VA_ARGS__);       \
    SLUICE_LOG_EVERY_SECONDS(shop::reader, sluice::debug, 0.5f, __VA_ARGS__); \
    SLUICE_LOG_IF(shop::reader, sluice::debug, sizeof(int) == 4, __VA_ARGS__)

// A call as an argument of a macro that passes it on to another.
#define ONE(CALL) CALL
#define ONE_AGAIN(CALL) ONE(CALL)
[[maybe_unused]] void as_arguments(int value) {
    ONE_AGAIN(SLUICE_DEBUG(shop::reader, "{} {}", value, value));
    ONE_AGAIN(SLUICE_ARTIFACT(shop::plan_tree, "{} {}", value, value));
    ONE_AGAIN(LIMITED("{} {}", value, value));
    ONE_AGAIN(SLUICE_TRACE(shop::logs, "plan", sluice::json_object({{"nodes", value}, {"cost", 1.5}}), "payload"));
}

template <class Type>
Type limited_in_template(Type value) {
    LIMITED("{}", value);
    return value;
}
[[maybe_unused]] void instantiate_limited() {
    limited_in_template(1);
    limited_in_template(std::string("text"));
}
template <class Gate>
void limited_gate_as_parameter(Gate gate, int value) {
    SLUICE_LOG_FIRST_N(gate, sluice::debug, value, "{}", value);
    SLUICE_LOG_ONCE(gate, sluice::debug, "{}", value);
}
[[maybe_unused]] void pass_gate_limited() { limited_gate_as_parameter(shop::planner, 1); }

struct limited_object {
    int member = 1;
    unsigned bits : 3 = 2;

    limited_object() { LIMITED("constructor {} {}", member, bits); }
    ~limited_object() { LIMITED("destructor {}", this->member); }
    void method() const volatile noexcept { LIMITED("{}", member); }
    void by_member() const { SLUICE_LOG_EVERY_N(shop::reader, sluice::debug, bits, "{}", member); }
    int initialised = [this] {
        LIMITED("member initialiser {}", member);
        return 1;
    }();
};
[[maybe_unused]] int limited_in_lambdas(int value) {
    auto const generic = [value](auto const& x) mutable noexcept { LIMITED("{} {}", value, x); };
    auto copy = generic;
    copy(1);
    copy("text");
    return value;
}
[[maybe_unused]] void limited_in_statements(int value) {
    for (int i = 0; i < value; ++i) SLUICE_LOG_EVERY_N(shop::reader, sluice::debug, 10, "for {}", i);
    if (value > 2)
        SLUICE_WARNING_ONCE(shop::reader, "if");
    else
        SLUICE_LOG_IF(shop::reader, sluice::debug, value > 1, "else");
    if (value > 1) SLUICE_LOG_FIRST_N(shop::reader, sluice::debug, value, "no braces");
    switch (value)
    default: SLUICE_LOG_EVERY_SECONDS(shop::reader, sluice::debug, value, "default");
}
[[maybe_unused]] task limited_coroutine(std::string text) {
    LIMITED("before {}", text);
    co_await std::suspend_never{};
    LIMITED("after {}", text);
}
constexpr int limited_constant(int x) {
    LIMITED("{}", x);
    return x;
}
static_assert(limited_constant(3) == 3);
consteval int limited_immediate(int x) {
    LIMITED("{}", x);
    return x;
}
static_assert(limited_immediate(3) == 3);

[[maybe_unused]] auto const use = &object::stat;

}  // namespace

extern "C" void c_function(int value) { SLUICE_DEBUG(shop::reader, "{}", value); }

inline void inline_function(std::unique_ptr<int> const& owner, int const (&array)[3], void (*function)(int)) {
    SLUICE_DEBUG(shop::reader, "{} {} {}", *owner, array[0], function == nullptr);
    SLUICE_LOG_FIRST_N(shop::reader, sluice::debug, *owner, "{} {} {}", *owner, array[0], function == nullptr);
    SLUICE_DEBUG(shop::reader, "{} {}", sluice::lazy([&] { return *owner; }), sluice::lazy([&] { return array[0]; }));
}
