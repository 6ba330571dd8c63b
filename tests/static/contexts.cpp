// Calls in every kind of function that there is: this file compiles, without warnings.
#include <coroutine>
#include <memory>

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
    // A call among the arguments of a call: what a macro declares shadows what the outer one declared, which GCC
    // mentions with -Wshadow.
#if !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#endif
    SLUICE_DEBUG(shop::reader, "{}", [&] {
        SLUICE_DEBUG(shop::planner, "{}", value);
        return value;
    }());
#if !defined(__clang__)
#pragma GCC diagnostic pop
#endif
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

[[maybe_unused]] auto const use = &object::stat;

}  // namespace

extern "C" void c_function(int value) { SLUICE_DEBUG(shop::reader, "{}", value); }

inline void inline_function(std::unique_ptr<int> const& owner, int const (&array)[3], void (*function)(int)) {
    SLUICE_DEBUG(shop::reader, "{} {} {}", *owner, array[0], function == nullptr);
}
