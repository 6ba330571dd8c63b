// What tests/codegen/check must find out: each function breaks the rule of the hot path that it is named after.
#include <string>

__attribute__((visibility("hidden"))) extern unsigned char gate;
__attribute__((visibility("hidden"))) extern unsigned char second_gate;
__attribute__((cold)) void cold(int, std::string const&);
__attribute__((cold)) void cold_reference(int const&);
bool ready();

static unsigned char load(unsigned char const& from) { return __atomic_load_n(&from, __ATOMIC_RELAXED); }

extern "C" {

void second_load_call(int number, std::string const& text) {
    if ((load(gate) <= 20) & (load(second_gate) <= 20)) [[unlikely]]
        cold(number, text);
}
void stack_access_call(int number, std::string const&) {
    if (load(gate) <= 20) [[unlikely]]
        cold_reference(number);
}
void call_call(int number, std::string const& text) {
    if (ready()) cold(number, text);
}
void load_that_is_not_relative_call(unsigned char const* pointer, std::string const& text) {
    if (load(*pointer) <= 20) [[unlikely]]
        cold(1, text);
}
void memory_access_that_is_not_the_gate_call(int* counter, std::string const& text) {
    ++*counter;
    if (load(gate) <= 20) [[unlikely]]
        cold(1, text);
}
void second_branch_call(int number, std::string const& text) {
    if (load(gate) <= 20) [[unlikely]]
        cold(number, text);
    if (number < 0) [[unlikely]]
        cold(number, text);
}
int instruction_beside_load_call(int number, std::string const& text) {
    if (load(gate) <= 20) [[unlikely]]
        cold(number, text);
    return number * 3;
}
}
