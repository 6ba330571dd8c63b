// Functions whose machine code docs/cost.md shows.
#include <sluice/sluice.hpp>
#include <string>

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader,  "Opening and decoding order files")
    (planner, "How a query will be run"))
// clang-format on

void by_level(sluice::level at, int number) { SLUICE_LOG(shop::reader, at, "{}", number); }
void by_channel(sluice::channel to, int number) { SLUICE_INFO(to, "{}", number); }

void three_instructions(int number, std::string const& text) {
    SLUICE_INFO(shop::reader, "{}: {}", number, text);
}

int neighbours(int const* numbers, int count) {
    int sum = 0;
    for (int i = 0; i < count; ++i) {
        SLUICE_DEBUG(shop::reader, "{} {}", i, sum);
        sum += numbers[i];
    }
    return sum;
}

int main() {
    int const numbers[] = {1, 2, 3};
    three_instructions(neighbours(numbers, 3), "orders");
}
