// Types that are formatted with headers of {fmt}, and with a formatter of the program's.
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>
#include <fmt/std.h>
#include <chrono>
#include <filesystem>
#include <ostream>
#include <sluice/sluice.hpp>
#include <vector>

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader, "Opening and decoding order files")
    (planner, "How a query will be run"))
// clang-format on

enum class colour { red, green };
struct point {
    int x, y;
};
struct box {
    int width;
};
std::ostream& operator<<(std::ostream& out, box const& b) { return out << "box " << b.width; }

template <>
struct fmt::formatter<point> : fmt::formatter<int> {  // takes the format of an int, as in {:04}
    template <class Context>
    auto format(point const& p, Context& context) const {
        context.advance_to(fmt::formatter<int>::format(p.x, context));
        context.advance_to(fmt::format_to(context.out(), "/"));
        return fmt::formatter<int>::format(p.y, context);
    }
};

int main() {
    std::vector<int> const counts{1, 2, 3};
    std::filesystem::path const path = "orders/a.csv";
    int const* const first = nullptr;

    SLUICE_WARNING(shop::reader, "{} in {}", counts, path);
    SLUICE_WARNING(shop::reader, "{} after {}", fmt::join(counts, "+"), std::chrono::milliseconds{20});
    SLUICE_WARNING(shop::planner, "{} {:02} {}", fmt::underlying(colour::green), point{1, 2}, fmt::streamed(box{3}));
    SLUICE_WARNING(shop::planner, "at {}", fmt::ptr(first));
}
