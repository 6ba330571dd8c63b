// Functions that tests/codegen/check must reject: the call in each breaks the rule that its name starts with. With
// CODEGEN_WITHOUT there are no calls. The gates have the library's names, which the script looks for.

namespace sluice::detail {
template <int Row>
__attribute__((visibility("hidden"))) inline constinit unsigned char module_gate = 0;
extern unsigned char gates_of[2];  // not hidden
}  // namespace sluice::detail

#ifdef CODEGEN_WITHOUT
#define CALL(...)
#else
#define CALL(...) __VA_ARGS__
#endif

namespace {

using sluice::detail::gates_of;
using sluice::detail::module_gate;

template <class Byte>
bool is_open(Byte const& gate) {
    return __atomic_load_n(&gate, __ATOMIC_RELAXED) <= 20;
}

}  // namespace

__attribute__((cold)) void cold(long);
__attribute__((cold)) void cold_reference(long const&);
bool ready();
int number();

namespace canary {

// More or less than one gate, one compare, one branch.

void gate_second(long a) { CALL(if (is_open(module_gate<0>) & is_open(module_gate<1>)) [[unlikely]] cold(a);) }
void gate_missing(long a) { CALL(cold(a);) }
void gate_by_pointer(unsigned char const* gate, long a) { CALL(if (is_open(*gate)) [[unlikely]] cold(a);) }
void compare_second(long a, long b) {
    CALL(if (is_open(module_gate<0>)) [[unlikely]] if (a < b) cold(a);)
    CALL(if (a == 77) [[unlikely]] cold(b);)
}
void branch_second(long a) {
    CALL(if (is_open(module_gate<0>)) [[unlikely]] cold(a);)
    CALL(if (a < 0) [[unlikely]] cold(1);)
}

// Forbidden accesses and calls.

void memory_load_by_pointer(int volatile const* from, long a) {
    CALL(static_cast<void>(*from);)
    CALL(if (is_open(module_gate<0>)) [[unlikely]] cold(a);)
}
void memory_store(int* counter, long a) {
    CALL(++*counter;)
    CALL(if (is_open(module_gate<0>)) [[unlikely]] cold(a);)
}
void memory_wide_gate(long a) {
    CALL(if (is_open(reinterpret_cast<unsigned const&>(module_gate<0>))) [[unlikely]] cold(a);)
}
void table_of_gates_in_shared_library(long a) { CALL(if (is_open(gates_of[1])) [[unlikely]] cold(a);) }
void stack_reference(long a) { CALL(if (is_open(module_gate<0>)) [[unlikely]] cold_reference(a);) }
void stack_saved_register(long a) {
    CALL(if (is_open(module_gate<0>)) [[unlikely]] cold(a);)
#if defined(__x86_64__)
    CALL(asm volatile("" : : : "rbx");)
#else
    CALL(asm volatile("" : : : "x19");)
#endif
}
void call_before_test(long a) { CALL(if (ready()) [[unlikely]] cold(a);) }
void call_always(long a) { CALL(cold(a);) }
void memory_guard_of_static_local(long a) {
    CALL(static int const first = number();)
    CALL(if (is_open(module_gate<0>)) [[unlikely]] cold(a + first);)
}
int move_beside_test(int a) {
    CALL(if (is_open(module_gate<0>)) [[unlikely]] cold(a);)
    CALL(a = (a ^ 5) * 3;)
    return a;
}

// The same in a loop.

#define LOOP(...)                              \
    long sum = 0;                              \
    for (long i = 0; i < count; ++i) {         \
        sum += values[i];                      \
        asm volatile("" : : "r"(i), "r"(sum)); \
        CALL(__VA_ARGS__)                      \
    }                                          \
    return sum;

long gate_second_in_loop(int const* values, long count) {
    LOOP(if (is_open(module_gate<0>) & is_open(module_gate<1>)) [[unlikely]] cold(i);)
}
long compare_second_in_loop(int const* values, long count) {
    LOOP(if (is_open(module_gate<0>)) [[unlikely]] cold(i); if (sum == 77) [[unlikely]] cold(sum);)
}
long branch_second_in_loop(int const* values, long count) {
    LOOP(if (is_open(module_gate<0>)) [[unlikely]] cold(i); if (sum < 0) [[unlikely]] cold(sum);)
}
long memory_load_in_loop(int const* values, long count, int volatile const* from) {
    LOOP(static_cast<void>(*from); if (is_open(module_gate<0>)) [[unlikely]] cold(i);)
}
long memory_store_in_loop(int const* values, long count, long volatile* to) {
    LOOP(*to = i; if (is_open(module_gate<0>)) [[unlikely]] cold(i);)
}
long stack_counter_in_loop(int const* values, long count) {
    LOOP(if (is_open(module_gate<0>)) [[unlikely]] cold_reference(i);)
}
long table_before_loop_in_shared_library(int const* values, long count) {
    LOOP(asm volatile("" : : "r"(gates_of)); if (is_open(module_gate<0>)) [[unlikely]] cold(i);)
}
long memory_guard_in_loop(int const* values, long count) {
    LOOP(static int const first = number(); if (is_open(module_gate<0>)) [[unlikely]] cold(i + first);)
}
long call_in_loop(int const* values, long count) { LOOP(if (ready()) [[unlikely]] cold(i);) }
long move_in_loop(int const* values, long count) { LOOP(if (is_open(module_gate<0>)) [[unlikely]] cold(i); sum ^= i;) }

}  // namespace canary
