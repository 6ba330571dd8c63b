// Log calls in different places, and with different code before and after them.
#pragma once

#include "demo.hpp"

namespace places {

void in_noexcept(int a) noexcept { CALL(SLUICE_INFO(demo::reader, "{}", a)); }

template <class Type>
void log_any(Type const& a) {
    CALL(SLUICE_INFO(demo::reader, "{}", a));
}
template void log_any(double const&);
void in_template(int a) { log_any(a); }

inline void log_number(int a) { CALL(SLUICE_INFO(demo::reader, "{}", a)); }
void in_inline_function(int a) { log_number(a); }

void in_lambda(int a, int b) {
    auto const log = [a, b] { CALL(SLUICE_INFO(demo::reader, "{} {}", a, b)); };
    log();
}
void in_lambda_by_reference(int a, int b) {
    [&] { CALL(SLUICE_INFO(demo::reader, "{} {}", a, b)); }();
}
void in_generic_lambda(int a, point b) {
    auto const log = [](auto... arguments) { CALL(SLUICE_INFO(demo::reader, "{} {}", arguments...)); };
    log(a, b);
}
void in_try(int a) {
    try {
        CALL(SLUICE_INFO(demo::reader, "{}", text_of(a)));
    } catch (...) {
        end(a);
    }
}
void in_condition(int a, bool wanted) {
    if (wanted) {
        KEEP(a);
        CALL(SLUICE_INFO(demo::reader, "{}", a));
    }
}
void in_switch(int a, colour which) {
    switch (which) {
    case colour::red:
        KEEP(a);
        CALL(SLUICE_INFO(demo::reader, "red {}", a));
        break;
    case colour::green: end(a); break;
    }
}

struct order {
    explicit order(int a);
    ~order();
    void in_member(int a) const;
    static void in_static(int a);

    int number;
    std::string_view name;
};
order::order(int a) : number(a) { CALL(SLUICE_INFO(demo::reader, "{}", number)); }
order::~order() { CALL(SLUICE_INFO(demo::reader, "{}", number)); }
void order::in_member(int a) const { CALL(SLUICE_INFO(demo::reader, "{} {} {}", number, name, a)); }
void order::in_static(int a) { CALL(SLUICE_INFO(demo::reader, "{}", a)); }

struct shape {
    virtual void in_virtual(int a) const;
    int number;
};
void shape::in_virtual(int a) const { CALL(SLUICE_INFO(demo::reader, "{} {}", number, a)); }

// With a limit.

void limited_in_noexcept(int a) noexcept { CALL(SLUICE_LOG_FIRST_N(demo::reader, sluice::info, 10, "{}", a)); }
template <class Type>
void limited_in_template(Type const& a) {
    CALL(SLUICE_LOG_EVERY_N(demo::reader, sluice::info, 10, "{}", a));
}
template void limited_in_template(int const&);
template void limited_in_template(double const&);
inline void limit_number(int a) { CALL(SLUICE_LOG_ONCE(demo::reader, sluice::info, "{}", a)); }
void limited_in_inline_function(int a) { limit_number(a); }
void limited_in_lambda(int a, int b) {
    auto const log = [a, b] { CALL(SLUICE_LOG_EVERY_SECONDS(demo::reader, sluice::info, 5, "{} {}", a, b)); };
    log();
}
void limited_in_try(int a) {
    try {
        CALL(SLUICE_LOG_FIRST_N(demo::reader, sluice::info, 10, "{}", text_of(a)));
    } catch (...) {
        end(a);
    }
}
int before_product_limited(int a) {
    CALL(SLUICE_LOG_FIRST_N(demo::reader, sluice::info, 10, "{}", a));
    return a * 3;
}
int before_product_once(int a) {
    CALL(SLUICE_LOG_ONCE(demo::reader, sluice::info, "{}", a));
    return a * 3;
}

// Before the call.

void after_sum(int a, int b) {
    int const sum = a + b;
    KEEP(sum);
    CALL(SLUICE_INFO(demo::reader, "{}", sum));
}
int after_call(int a) {
    int const b = number_of(a);
    KEEP(a, b);
    CALL(SLUICE_INFO(demo::reader, "{} {}", a, b));
    return b;
}
void after_store(int* to, int a) {
    *to = a;
    CALL(SLUICE_INFO(demo::reader, "{}", a));
}

// After the call.

int before_product(int a) {
    CALL(SLUICE_INFO(demo::reader, "{}", a));
    return a * 3;
}
double before_double(double a) {
    CALL(SLUICE_INFO(demo::reader, "{}", a));
    return a * 3;
}
void before_store(int* to, int a) {
    CALL(SLUICE_INFO(demo::reader, "{}", a));
    *to = a;
}
int before_load(int const* from, int a) {
    CALL(SLUICE_INFO(demo::reader, "{}", a));
    return *from + a;
}
void before_call(int a) {
    CALL(SLUICE_INFO(demo::reader, "{}", a));
    end(a);
}
std::string before_string(int a) {
    CALL(SLUICE_INFO(demo::reader, "{}", a));
    return text_of(a);
}
int between_calls(int a) {
    int const b = number_of(a);
    KEEP(a, b);
    CALL(SLUICE_INFO(demo::reader, "{} {}", a, b));
    return number_of(b) + a;
}
void beside_local_object(int a) {
    struct scope {
        int number;
        explicit scope(int n) : number(n) { begin(); }
        ~scope() { end(number); }
    } const s{a};
    KEEP(a);
    CALL(SLUICE_INFO(demo::reader, "{} {}", a, s.number));
}

}  // namespace places
