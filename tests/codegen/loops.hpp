// Loops with a log call that uses the loop's counter and its result.
#pragma once

#include <vector>

#include "demo.hpp"

namespace loops {

long over_integers(int const* values, long count) {
    long sum = 0;
    for (long i = 0; i < count; ++i) {
        sum += values[i];
        KEEP(i, sum);
        CALL(SLUICE_DEBUG(demo::reader, "{} {}", i, sum));
    }
    return sum;
}

double over_doubles(double const* values, int count) {
    double sum = 0;
    for (int i = 0; i < count; ++i) {
        sum += values[i];
        KEEP(i, sum);
        CALL(SLUICE_DEBUG(demo::reader, "{} {}", i, sum));
    }
    return sum;
}

point over_structs(point const* values, long count) {
    point sum{};
    for (long i = 0; i < count; ++i) {
        sum.x += values[i].x;
        sum.y += values[i].y;
        KEEP(i, sum.x, sum.y);
        CALL(SLUICE_DEBUG(demo::reader, "{} {}", i, sum));
    }
    return sum;
}

std::size_t over_strings(std::vector<std::string> const& values) {
    std::size_t sum = 0;
    for (std::string const& value : values) {
        sum += value.size();
        KEEP(&value, sum);
        CALL(SLUICE_DEBUG(demo::reader, "{} {}", value, sum));
    }
    return sum;
}

struct node {
    node const* next;
    int value;
};
long over_list(node const* first) {
    long sum = 0;
    for (; first; first = first->next) {
        sum += first->value;
        KEEP(first, sum);
        CALL(SLUICE_DEBUG(demo::reader, "{} {}", static_cast<void const*>(first), sum));
    }
    return sum;
}

long of_module_in_noexcept(std::vector<int> const& values) noexcept {
    long sum = 0;
    for (int value : values) {
        sum += value;
        KEEP(value, sum);
        CALL(SLUICE_DEBUG(demo::csv, "{} {}", value, sum));
    }
    return sum;
}

template <class Type>
Type of_artifact_in_template(Type const* values, std::size_t count) {
    Type sum{};
    for (std::size_t i = 0; i < count; ++i) {
        sum += values[i];
        KEEP(i, sum);
        CALL(SLUICE_ARTIFACT(demo::tree, "{} {}", i, sum));
    }
    return sum;
}
template unsigned of_artifact_in_template(unsigned const*, std::size_t);

long with_lambda(int const* values, long count) {
    long sum = 0;
    auto const add = [&](long i) {
        sum += values[i];
        KEEP(i, sum);
        CALL(SLUICE_DEBUG(demo::reader, "{} {}", i, sum));
    };
    for (long i = 0; i < count; ++i) add(i);
    return sum;
}

/// The call reads an array that the loop doesn't.
long with_other_array(int const* values, long const* others, long count) {
    long sum = 0;
    for (long i = 0; i < count; ++i) {
        sum += values[i];
        KEEP(i, sum, others);
        CALL(SLUICE_DEBUG(demo::reader, "{} {}", others[i], sum));
    }
    return sum;
}

long with_early_exit(int const* values, long count, int wanted) {
    for (long i = 0; i < count; ++i) {
        int const value = values[i];
        KEEP(i, value);
        CALL(SLUICE_DEBUG(demo::reader, "{} {}", i, value));
        if (value == wanted) return i;
    }
    return -1;
}

void with_store(int* values, long count, int factor) {
    for (long i = 0; i < count; ++i) {
        values[i] *= factor;
        KEEP(i, factor);
        CALL(SLUICE_DEBUG(demo::reader, "{} {}", i, factor));
    }
}

long with_function_call(int const* values, long count) {
    long sum = 0;
    for (long i = 0; i < count; ++i) {
        sum += number_of(values[i]);
        KEEP(i, sum);
        CALL(SLUICE_DEBUG(demo::reader, "{} {}", i, sum));
    }
    return sum;
}

long in_loop(int const* values, long rows, long columns) {
    long sum = 0;
    for (long row = 0; row < rows; ++row)
        for (long column = 0; column < columns; ++column) {
            sum += values[row * columns + column];
            KEEP(row, column, sum);
            CALL(SLUICE_DEBUG(demo::reader, "{} {} {}", row, column, sum));
        }
    return sum;
}

long with_temporary(int const* values, long count, char const* name) {
    long sum = 0;
    for (long i = 0; i < count; ++i) {
        sum += values[i];
        KEEP(name, i, sum);
        CALL(SLUICE_DEBUG(demo::reader, "{} {} {}", std::string(name), i, sum));
    }
    return sum;
}

long with_eight_arguments(int const* values, long count, int a, int b, double c, std::string const& d) {
    long sum = 0;
    for (long i = 0; i < count; ++i) {
        int const value = values[i];
        sum += value;
        KEEP(i, sum, a, b, c, &d, value, count);
        CALL(SLUICE_DEBUG(demo::reader, "{} {} {} {} {} {} {} {}", i, sum, a, b, c, d, value, count));
    }
    return sum;
}

// The limits.

#define LOG_IN_LOOP(NAME, MACRO, ...)                  \
    long NAME(int const* values, long count) {         \
        long sum = 0;                                  \
        for (long i = 0; i < count; ++i) {             \
            sum += values[i];                          \
            KEEP(i, sum);                              \
            CALL(MACRO(__VA_ARGS__, "{} {}", i, sum)); \
        }                                              \
        return sum;                                    \
    }                                                  \
    long NAME##_0(int const* values, long count) {     \
        long sum = 0;                                  \
        for (long i = 0; i < count; ++i) {             \
            sum += values[i];                          \
            KEEP(i, sum);                              \
            CALL(MACRO(__VA_ARGS__, "text"));          \
        }                                              \
        return sum;                                    \
    }

LOG_IN_LOOP(once_warning, SLUICE_WARNING_ONCE, demo::reader)
LOG_IN_LOOP(once_log, SLUICE_LOG_ONCE, demo::tree, sluice::on)
LOG_IN_LOOP(limited_first_n, SLUICE_LOG_FIRST_N, demo::reader, sluice::debug, 10)
LOG_IN_LOOP(limited_every_n, SLUICE_LOG_EVERY_N, demo::reader, sluice::debug, 1000)
LOG_IN_LOOP(limited_every_seconds, SLUICE_LOG_EVERY_SECONDS, demo::reader, sluice::debug, 0.5)
LOG_IN_LOOP(limited_artifact, SLUICE_LOG_EVERY_N, demo::tree, sluice::on, 1000)
LOG_IN_LOOP(if_true, SLUICE_LOG_IF, demo::reader, sluice::debug, true)
LOG_IN_LOOP(if_compared, SLUICE_LOG_IF, demo::reader, sluice::debug, sum > i)
LOG_IN_LOOP(if_divisible, SLUICE_LOG_IF, demo::csv, sluice::debug, i % 1000 == 0)

// The trace.

#define TRACE_IN_LOOP(NAME, ...)                                      \
    long NAME(int const* values, long count, std::string const& s) {  \
        long sum = 0;                                                 \
        for (long i = 0; i < count; ++i) {                            \
            sum += values[i];                                         \
            KEEP(i, sum, &s);                                         \
            CALL(SLUICE_TRACE(demo::logs, "iteration", __VA_ARGS__)); \
        }                                                             \
        return sum;                                                   \
    }

TRACE_IN_LOOP(trace_0, nullptr)
TRACE_IN_LOOP(trace_number, sum)
TRACE_IN_LOOP(trace_object, sluice::json_object({{"i", i}, {"sums", sluice::json_array({sum, "x"})}}))
TRACE_IN_LOOP(trace_payload, sluice::json_object({{"i", i}, {"sum", sum}}), s)

long limited_by_parameter(int const* values, long count, int n) {
    long sum = 0;
    for (long i = 0; i < count; ++i) {
        sum += values[i];
        KEEP(i, sum, n);
        CALL(SLUICE_LOG_EVERY_N(demo::reader, sluice::debug, n, "{} {}", i, sum));
    }
    return sum;
}

long with_lazy(int const* values, long count) {
    long sum = 0;
    for (long i = 0; i < count; ++i) {
        sum += values[i];
        KEEP(i, sum);
        CALL(SLUICE_DEBUG(demo::reader, "{}", sluice::lazy([i, sum] { return i * sum; })));
    }
    return sum;
}

}  // namespace loops
