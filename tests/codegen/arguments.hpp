// Functions that only log: through every macro, with up to eight arguments of every kind.
#pragma once

#include "demo.hpp"

namespace arguments {

// Every macro, with all kinds of gates.

#define ZERO_AND_TWO(NAME, MACRO, ...)                    \
    void NAME##_0() { CALL(MACRO(__VA_ARGS__, "text")); } \
    void NAME##_2(int a, std::string const& b) { CALL(MACRO(__VA_ARGS__, "{} {}", a, b)); }

ZERO_AND_TWO(component_log, SLUICE_LOG, demo::reader, sluice::info)
ZERO_AND_TWO(component_debug, SLUICE_DEBUG, demo::reader)
ZERO_AND_TWO(component_info, SLUICE_INFO, demo::reader)
ZERO_AND_TWO(component_warning, SLUICE_WARNING, demo::reader)
ZERO_AND_TWO(component_error, SLUICE_ERROR, demo::reader)
ZERO_AND_TWO(component_critical, SLUICE_CRITICAL, demo::reader)
ZERO_AND_TWO(module_log, SLUICE_LOG, demo::csv, sluice::info)
ZERO_AND_TWO(module_debug, SLUICE_DEBUG, demo::csv)
ZERO_AND_TWO(module_info, SLUICE_INFO, demo::csv)
ZERO_AND_TWO(module_warning, SLUICE_WARNING, demo::csv)
ZERO_AND_TWO(module_error, SLUICE_ERROR, demo::csv)
ZERO_AND_TWO(module_critical, SLUICE_CRITICAL, demo::csv)
ZERO_AND_TWO(artifact, SLUICE_ARTIFACT, demo::tree)
ZERO_AND_TWO(artifact_log, SLUICE_LOG, demo::tree, sluice::on)

// The limits. Some take an argument: a constant, a parameter, or the result of a function.

ZERO_AND_TWO(once_warning, SLUICE_WARNING_ONCE, demo::reader)
ZERO_AND_TWO(once_log, SLUICE_LOG_ONCE, demo::tree, sluice::on)
ZERO_AND_TWO(limited_first_n, SLUICE_LOG_FIRST_N, demo::reader, sluice::info, 10)
ZERO_AND_TWO(limited_every_n, SLUICE_LOG_EVERY_N, demo::reader, sluice::info, 1000)
ZERO_AND_TWO(limited_every_seconds, SLUICE_LOG_EVERY_SECONDS, demo::reader, sluice::info, 0.5)
ZERO_AND_TWO(limited_module, SLUICE_LOG_EVERY_N, demo::csv, sluice::debug, 1000u)
ZERO_AND_TWO(limited_artifact, SLUICE_LOG_FIRST_N, demo::tree, sluice::on, 10)
ZERO_AND_TWO(if_true, SLUICE_LOG_IF, demo::reader, sluice::info, true)

void limited_parameter(int a, long n) { CALL(SLUICE_LOG_EVERY_N(demo::reader, sluice::info, n, "{}", a)); }
void limited_parameter_seconds(int a, double seconds) {
    CALL(SLUICE_LOG_EVERY_SECONDS(demo::reader, sluice::info, seconds, "{}", a));
}
void limited_function(int a, int n) { CALL(SLUICE_LOG_FIRST_N(demo::reader, sluice::info, number_of(n), "{}", a)); }
void limited_temporary(char const* a) {
    CALL(SLUICE_LOG_FIRST_N(demo::reader, sluice::info, 10, "{}", std::string(a)));
}
void once_temporary(char const* a) { CALL(SLUICE_LOG_ONCE(demo::reader, sluice::info, "{}", std::string(a))); }
void if_parameter(int a, bool wanted) { CALL(SLUICE_LOG_IF(demo::reader, sluice::info, wanted, "{}", a)); }
void if_compared(int a, int b) { CALL(SLUICE_LOG_IF(demo::reader, sluice::info, a > 5 && b != 7, "{}", a)); }
void if_loaded(int a, bool const* wanted) { CALL(SLUICE_LOG_IF(demo::reader, sluice::info, *wanted, "{}", a)); }
void if_function(int a, int b) { CALL(SLUICE_LOG_IF(demo::reader, sluice::info, number_of(b) > 5, "{}", a)); }

// Levels and channels that are known at run time.

void late_level_0(sluice_level at) { CALL(SLUICE_LOG(demo::reader, at, "text")); }
void late_level(sluice_level at, int a, std::string const& b) { CALL(SLUICE_LOG(demo::csv, at, "{} {}", a, b)); }
void late_once(sluice_level at, int a) { CALL(SLUICE_LOG_ONCE(demo::reader, at, "{}", a)); }
void late_if(sluice_level at, int a, bool wanted) { CALL(SLUICE_LOG_IF(demo::reader, at, wanted, "{}", a)); }
void late_by_channel_0([[maybe_unused]] channel to) { CALL(SLUICE_INFO(to, "text")); }
void late_by_channel([[maybe_unused]] channel to, int a, std::string const& b) { CALL(SLUICE_ERROR(to, "{} {}", a, b)); }
void late_level_by_channel([[maybe_unused]] channel to, sluice_level at, int a) { CALL(SLUICE_LOG(to, at, "{}", a)); }
void late_once_by_channel([[maybe_unused]] channel to, int a) { CALL(SLUICE_WARNING_ONCE(to, "{}", a)); }

// The trace: metadata of every kind, with and without a payload.

void trace_0() { CALL(SLUICE_TRACE(demo::logs, "name", nullptr)); }
void trace_number(long a) { CALL(SLUICE_TRACE(demo::logs, "name", a)); }
void trace_object(int a, long b) { CALL(SLUICE_TRACE(demo::logs, "name", sluice::json_object({{"a", a}, {"b", b}}))); }
void trace_payload(int a, std::string const& b) {
    CALL(SLUICE_TRACE(demo::logs, "name", sluice::json_object({{"a", a}, {"b", sluice::json_array({1, a})}}), b));
}
void trace_name(std::string const& a) { CALL(SLUICE_TRACE(demo::logs, a, nullptr, a)); }
void trace_temporary(int a) { CALL(SLUICE_TRACE(demo::logs, "name", a, text_of(a))); }

// One to eight arguments of one kind: parameters of a type, to which OF is applied.

#define LOG_ARGUMENTS(NAME, PARAMETERS, ...) \
    [[gnu::used]] void NAME PARAMETERS { CALL(SLUICE_INFO(demo::reader, __VA_ARGS__)); }

// clang-format off
#define ONE_TO_EIGHT(NAME, TYPE, OF)                                                                          \
    LOG_ARGUMENTS(NAME##_1, (TYPE a),                                                                         \
                  "{}", OF(a))                                                                                \
    LOG_ARGUMENTS(NAME##_2, (TYPE a, TYPE b),                                                                 \
                  "{}{}", OF(a), OF(b))                                                                       \
    LOG_ARGUMENTS(NAME##_3, (TYPE a, TYPE b, TYPE c),                                                         \
                  "{}{}{}", OF(a), OF(b), OF(c))                                                              \
    LOG_ARGUMENTS(NAME##_4, (TYPE a, TYPE b, TYPE c, TYPE d),                                                 \
                  "{}{}{}{}", OF(a), OF(b), OF(c), OF(d))                                                     \
    LOG_ARGUMENTS(NAME##_5, (TYPE a, TYPE b, TYPE c, TYPE d, TYPE e),                                         \
                  "{}{}{}{}{}", OF(a), OF(b), OF(c), OF(d), OF(e))                                            \
    LOG_ARGUMENTS(NAME##_6, (TYPE a, TYPE b, TYPE c, TYPE d, TYPE e, TYPE f),                                 \
                  "{}{}{}{}{}{}", OF(a), OF(b), OF(c), OF(d), OF(e), OF(f))                                   \
    LOG_ARGUMENTS(NAME##_7, (TYPE a, TYPE b, TYPE c, TYPE d, TYPE e, TYPE f, TYPE g),                         \
                  "{}{}{}{}{}{}{}", OF(a), OF(b), OF(c), OF(d), OF(e), OF(f), OF(g))                          \
    LOG_ARGUMENTS(NAME##_8, (TYPE a, TYPE b, TYPE c, TYPE d, TYPE e, TYPE f, TYPE g, TYPE h),                 \
                  "{}{}{}{}{}{}{}{}", OF(a), OF(b), OF(c), OF(d), OF(e), OF(f), OF(g), OF(h))
// clang-format on

#define LOW_BITS(FLAGS) FLAGS.low
#define LAZY(NUMBER) sluice::lazy([NUMBER] { return number_of(NUMBER); })

ONE_TO_EIGHT(integers, int, )
ONE_TO_EIGHT(doubles, double, )
ONE_TO_EIGHT(pointers, void const*, )
ONE_TO_EIGHT(c_strings, char const*, )
ONE_TO_EIGHT(string_views, std::string_view, )
ONE_TO_EIGHT(strings, std::string const&, )
ONE_TO_EIGHT(one_register_structs, point, )
ONE_TO_EIGHT(two_register_structs, span, )
ONE_TO_EIGHT(user_formatted, matrix const&, )
ONE_TO_EIGHT(move_only, handle const&, )
ONE_TO_EIGHT(enums, colour, )
ONE_TO_EIGHT(arrays, three_numbers const&, )
ONE_TO_EIGHT(bit_fields, flags const&, LOW_BITS)
ONE_TO_EIGHT(string_temporaries, char const*, std::string)
ONE_TO_EIGHT(numbers_of_functions, int, number_of)
ONE_TO_EIGHT(strings_of_functions, int, text_of)
ONE_TO_EIGHT(lazies, int, LAZY)

struct object {
    int a;
    double b;
    std::string c;
    char const* d;
    point e;
    colour f;
    unsigned g : 3;
    long h;

    LOG_ARGUMENTS(members_1, () const, "{}", a)
    LOG_ARGUMENTS(members_2, () const, "{}{}", a, b)
    LOG_ARGUMENTS(members_3, () const, "{}{}{}", a, b, c)
    LOG_ARGUMENTS(members_4, () const, "{}{}{}{}", a, b, c, d)
    LOG_ARGUMENTS(members_5, () const, "{}{}{}{}{}", a, b, c, d, e)
    LOG_ARGUMENTS(members_6, () const, "{}{}{}{}{}{}", a, b, c, d, e, f)
    LOG_ARGUMENTS(members_7, () const, "{}{}{}{}{}{}{}", a, b, c, d, e, f, g)
    LOG_ARGUMENTS(members_8, () const, "{}{}{}{}{}{}{}{}", a, b, c, d, e, f, g, h)
};

LOG_ARGUMENTS(literal, (), "{}", "text")
LOG_ARGUMENTS(character_array, (some_characters const& a), "{}", a)
LOG_ARGUMENTS(computed, (int a, int b, long const* c), "{} {} {}", a + b, a > b ? a : b, *c)
LOG_ARGUMENTS(mixed_8,
              (bool a, char b, short c, float d, long long e, std::string const& f, std::string_view g, point h),
              "{}{}{}{}{}{}{}{}", a, b, c, d, e, f, g, h)

}  // namespace arguments
