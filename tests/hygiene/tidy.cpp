// Calls of every kind, in which no check of clang-tidy may fire: see tidy. Ten calls count as ten in the complexity of their
// function.
#include <sluice/sluice.hpp>
#include <sluice/trace.hpp>

#include <string>
#include <string_view>

// clang-format off
SLUICE_REGISTRY(shop, "SHOP_LOGS",
    (reader,  "Reads")
    (planner, "Plans"),
    (tree, planner, "A tree")
    (dump, reader,  "A dump"))
// clang-format on

namespace shop {
SLUICE_MODULE(csv, "shop.reader.csv")
}

namespace {

constexpr double seconds = 0.5;

struct order {
    std::string customer;
    double total = 0;

    void show() const { SLUICE_INFO(shop::reader, "{}: {}", customer, total); }
};

void ten_calls(int number, std::string const& text) {
    SLUICE_DEBUG(shop::reader, "text");
    SLUICE_INFO(shop::reader, "{}", number);
    SLUICE_WARNING(shop::reader, "{} {}", number, text);
    SLUICE_ERROR(shop::csv, "{:>8}", text);
    SLUICE_CRITICAL(shop::csv, "{0} {0}", text);
    SLUICE_LOG(shop::planner, sluice::info, "{}", number + 1);
    SLUICE_ARTIFACT(shop::tree, "{}", text);
    SLUICE_LOG(shop::dump, sluice::on, "{}", text);
    SLUICE_INFO(shop::planner, "{:x} {}", number, number > 5);
    SLUICE_INFO(shop::planner, "{}", text.c_str());
}

void limited(int number, std::string const& text) {
    SLUICE_LOG_ONCE(shop::reader, sluice::info, "{}", text);
    SLUICE_WARNING_ONCE(shop::reader, "{}", text);
    SLUICE_LOG_FIRST_N(shop::reader, sluice::info, 10, "{}", number);
    SLUICE_LOG_EVERY_N(shop::reader, sluice::info, 1000, "{}", number);
    SLUICE_LOG_EVERY_SECONDS(shop::reader, sluice::info, seconds, "{}", number);
    SLUICE_LOG_IF(shop::reader, sluice::info, number > 3, "{}", number);
    SLUICE_LOG_ONCE(shop::tree, sluice::on, "{}", text);
}

void chosen(sluice::channel const& channel, sluice::level level, int number, std::string_view text) {
    SLUICE_LOG(shop::reader, level, "{}", number);
    SLUICE_LOG(channel, level, "{} {}", number, text);
    SLUICE_INFO(channel, "{}", text);
    SLUICE_LOG_EVERY_N(channel, level, 10, "{}", number);
}

void traced(int number, std::string const& text) {
    SLUICE_TRACE(shop::logs, "name", nullptr);
    SLUICE_TRACE(shop::logs, "name", sluice::json_object({{"number", number}}), text);
    SLUICE_DTRACE(shop::logs, "name", number);
}

template <class Type>
void generic(Type const& value) {
    SLUICE_INFO(shop::reader, "{}", value);
    auto const log = [&] { SLUICE_DEBUG(shop::csv, "{}", value); };
    log();
}

void in_branches(int number) {
    if (number > 3) {
        SLUICE_INFO(shop::reader, "{}", number);
    } else {
        SLUICE_WARNING(shop::reader, "{}", number);
    }
    for (int i = 0; i < number; ++i) {
        SLUICE_DEBUG(shop::planner, "{}", i);
    }
}

}  // namespace

void all(int number, std::string const& text);
void all(int number, std::string const& text) {
    ten_calls(number, text);
    limited(number, text);
    chosen(shop::reader, sluice::info, number, text);
    traced(number, text);
    generic(number);
    in_branches(number);
    order{text, seconds}.show();
}
